import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import type { Bridge, CallName, Input, Output } from '../../shared/ipc.ts';
import { startDaemon, type Daemon } from './daemon.ts';

declare global {
  interface Window {
    readonly kiosk: Bridge;
  }
}

export interface Kiosk {
  readonly screen: Page;
  readonly daemon: Daemon;
  /** What the page itself can call; the dock's calls are the hands that lay cards and cut cables. */
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
}

/** One test, one kiosk: its own process, its own data, its own browser. */
export const test = base.extend<{ kiosk: Kiosk }>({
  kiosk: async ({ page }, use, info) => {
    const daemon = await startDaemon();
    await page.goto(daemon.url);
    await use({ screen: page, daemon, call: (name, input) => callBridge(page, name, input) });
    if (info.status !== info.expectedStatus) {
      const said = readFileSync(join(daemon.dataFolder, 'log/kiosk.log'), 'utf8');
      await info.attach('kiosk.log', { body: said, contentType: 'text/plain' });
    }
    await daemon.stop();
  },
});

/** Over the page's own bridge. A page that is being renewed is asked once more when it stands again. */
export async function callBridge<N extends CallName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const ask = () => page.evaluate(([call, given]) => window.kiosk.call(call, given as never), [name, input] as const);
  const answer = await ask().catch(async () => {
    await page.waitForFunction(() => window.kiosk);
    return ask();
  });
  if (!answer.ok) throw new Error(`${name}: ${answer.failure.code}`);
  return answer.value;
}

export { expect } from '@playwright/test';
