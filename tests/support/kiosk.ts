import { test as base, type Page } from '@playwright/test';
import type { CallName, Input, Output } from '../../shared/ipc.ts';
import { startDaemon, type Daemon } from './daemon.ts';

export interface Kiosk {
  readonly screen: Page;
  readonly daemon: Daemon;
  /** The developer's dock: lays cards, cuts cables. The same calls that its drawer makes. */
  dock<N extends Extract<CallName, `dock/${string}`>>(name: N, input: Input<N>): Promise<Output<N>>;
}

/** One test, one kiosk: its own process, its own data, its own browser. */
export const test = base.extend<{ kiosk: Kiosk }>({
  kiosk: async ({ page }, use) => {
    const daemon = await startDaemon();
    await page.goto(daemon.url);
    await use({ screen: page, daemon, dock: (name, input) => callBridge(page, name, input).catch(() => callAgain(page, name, input)) });
    await daemon.stop();
  },
});

async function callAgain<N extends CallName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  await page.waitForLoadState();
  await page.getByText('碰一下屏幕就能用').waitFor();
  return callBridge(page, name, input);
}

/** Over a bridge of its own on the same origin, as a second screen would. A page that is being renewed is asked again. */
export async function callBridge<N extends CallName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  return page.evaluate(
    ([call, given]) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://${location.host}/bridge`);
        socket.onopen = () => socket.send(JSON.stringify({ id: 1, call, input: given }));
        socket.onerror = () => reject(new Error('no bridge'));
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as { id?: number; answer?: { ok: boolean; value: unknown } };
          if (message.id !== 1) return;
          socket.close();
          if (message.answer?.ok) resolve(message.answer.value);
          else reject(new Error(String(data)));
        };
      }),
    [name, input] as const,
  ) as Promise<Output<N>>;
}

export { expect } from '@playwright/test';
