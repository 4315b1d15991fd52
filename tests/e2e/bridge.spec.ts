import { test, expect, type Page } from '@playwright/test';
import { startDaemon } from '../support/daemon.ts';
import { launchElectronKiosk } from '../support/electron-kiosk.ts';
import '../support/kiosk.ts';

/** One contract, two transports: what holds for the bridge holds in either shell. */
const transports: Record<string, (page: Page) => Promise<{ screen: Page; close(): Promise<void> }>> = {
  'WebSocket on the loopback origin': async (page) => {
    const daemon = await startDaemon();
    await page.goto(daemon.url);
    return { screen: page, close: daemon.stop };
  },
  "Electron's IPC": async () => {
    const { screen, close } = await launchElectronKiosk();
    return { screen, close };
  },
};

for (const [name, open] of Object.entries(transports)) {
  test.describe(name, () => {
    let screen: Page;
    let close: () => Promise<void>;
    test.beforeEach(async ({ page }) => {
      ({ screen, close } = await open(page));
      await screen.waitForFunction(() => window.kiosk);
    });
    test.afterEach(() => close());

    test('answers are plain results, failures too', async () => {
      const answers = await screen.evaluate(async () => [
        await window.kiosk.call('visit/wake', null),
        await window.kiosk.call('postings/get', { id: 'nowhere' }),
        await window.kiosk.call('postings/get', { id: '../etc' }),
        await window.kiosk.call('no/such' as 'visit/wake', null),
        await window.kiosk.call('constructor' as 'visit/wake', null),
        await window.kiosk.call('visit/go', { name: 'nowhere' } as never),
      ]);
      expect(answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code))).toEqual([
        'ok',
        'item/gone',
        'request/malformed',
        'request/forbidden',
        'request/forbidden',
        'request/malformed',
      ]);
      expect(answers.filter((answer) => !answer.ok && answer.failure.detail !== '')).toEqual([]);
    });

    test('events arrive in order until one stops listening', async () => {
      const seen = await screen.evaluate(async () => {
        const heard: string[] = [];
        const stop = window.kiosk.on('visit', (visit) =>
          heard.push(visit.state === 'open' ? visit.route.name : 'attract'),
        );
        await window.kiosk.call('visit/wake', null);
        await window.kiosk.call('visit/go', { name: 'policies', text: '', page: 0 });
        await window.kiosk.call('visit/leave', null);
        stop();
        await window.kiosk.call('visit/wake', null);
        return heard;
      });
      expect(seen).toEqual(['home', 'policies', 'attract']);
    });

    test('the bridge stands fast and holds nothing but calls and events', async () => {
      const shape = await screen.evaluate(() => {
        'use strict';
        try {
          (window as { kiosk: unknown }).kiosk = null;
        } catch {
          // Refusing loudly is as good as not hearing.
        }
        return Object.keys(window.kiosk).sort();
      });
      expect(shape).toEqual(['call', 'on']);
      const leaks = await screen.evaluate(() =>
        ['require', 'process', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
      );
      expect(leaks).toEqual([]);
    });
  });
}
