import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.ts';

/** The moment at which all pictures are taken. */
export const NOW = '2026-11-21T10:26:00+08:00';

export interface Neighbour {
  readonly url: string;
  readonly caFile: string;
  readonly rootKeyFingerprint: string;
  readonly enrolmentCode: string;
  readonly deskToken: string;
}

/** The address of the one platform of this run, for the workers. */
export const neighbour = (): Neighbour => JSON.parse(process.env['TEST_NEIGHBOUR'] ?? 'null') as Neighbour;
export const neighbourCa = (): Buffer => readFileSync(neighbour().caFile);

/** Builds the kiosk and starts one real platform, filled, for the whole run. */
async function globalSetup(): Promise<() => Promise<void>> {
  if (!process.env['KIOSK_BUILT']) await buildAll();
  const folder = mkdtempSync(join(tmpdir(), 'platform-e2e-'));
  const child = fork(
    join(import.meta.dirname, '../../scripts/platform/main.ts'),
    [`--data=${folder}`, '--port=0', `--now=${NOW}`, '--postings=1500'],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  process.env['TEST_NEIGHBOUR'] = JSON.stringify(
    await new Promise((ready, failed) => {
      child.once('message', ready);
      child.once('exit', (code) => failed(new Error(`the platform ended with ${code}`)));
    }),
  );
  return async () => {
    child.removeAllListeners('exit');
    const gone = new Promise((ended) => child.once('exit', ended));
    child.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
}

// eslint-disable-next-line no-restricted-syntax -- Playwright asks for a default export
export default globalSetup;
