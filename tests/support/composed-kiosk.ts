import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../electron/compose.ts';
import { systemClock, type Clock } from '../../electron/platform/clock.ts';
import { HEADLESS_SHELL, pdfByBrowser } from '../../electron/shell/html-to-pdf.ts';
import { KioskConfig } from '../../kiosk-config/config.ts';
import type { CallName, Input, Output } from '../../shared/ipc.ts';
import type { VisitView } from '../../shared/visit.ts';
import type { TestPlatform } from './platform.ts';

const root = join(import.meta.dirname, '../..');

export const defaultConfig = (): KioskConfig =>
  KioskConfig.parse(JSON.parse(readFileSync(join(root, 'kiosk-config/default.json'), 'utf8')));

/** The station's config, pointed at a test platform and a folder of its own. */
export const configFor = async (platform: TestPlatform, dataFolder: string): Promise<KioskConfig> => ({
  ...defaultConfig(),
  dataFolder,
  platform: {
    url: platform.url,
    caFile: platform.caFile,
    rootKeyFingerprint: platform.rootKeyFingerprint,
    enrolmentCode: await platform.issueCode(defaultConfig().station.id),
  },
});

/** Waits for what must come true soon; says what it last saw when it does not. */
export async function until<T>(look: () => Promise<T> | T, isRight: (seen: T) => boolean, ms = 10_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > end) throw new Error(`not within ${ms} ms; last seen: ${JSON.stringify(seen).slice(0, 500)}`);
    await new Promise((next) => setTimeout(next, 25));
  }
}

/** The whole kiosk without a screen: its calls are made as the screen makes them, through the gate. */
export async function composedKiosk(platform: TestPlatform, clock: Clock = systemClock, folder?: string) {
  const dataFolder = folder ?? mkdtempSync(join(tmpdir(), 'kiosk-'));
  const kiosk = await compose(await configFor(platform, dataFolder), {
    clock,
    random: () => 0,
    shell: 'none',
    toPdf: pdfByBrowser(HEADLESS_SHELL),
  });
  const call = async <N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const answer = await kiosk.gate(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.failure.code}`);
    return answer.value as Output<N>;
  };
  const visit = async () => (await call('screen/hello', null)).visit;
  return {
    ...kiosk,
    dataFolder,
    call,
    visit,
    status: async () => (await call('screen/hello', null)).status,
    apply: async () => ((await visit()) as Extract<VisitView, { state: 'open' }>).apply,
    close: async () => {
      await kiosk.close();
      if (folder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
