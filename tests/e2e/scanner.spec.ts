import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { keyOf } from '../../shared/rules/wedge.ts';
import { defaultConfig } from '../support/composed-kiosk.ts';
import { desk, startDaemon } from '../support/daemon.ts';
import { launchElectronKiosk } from '../support/electron-kiosk.ts';
import { NOW } from '../support/global-setup.ts';
import { callBridge } from '../support/kiosk.ts';
import { catalogueIsComplete, touch, walkToPosting } from '../support/walks.ts';

/** A station whose scanner types like a keyboard. */
function withTypingScanner(): string {
  const config = defaultConfig();
  const file = join(mkdtempSync(join(tmpdir(), 'wedge-')), 'station.json');
  writeFileSync(file, JSON.stringify({ ...config, devices: { ...config.devices, scanner: { kind: 'wedge' } } }));
  return `--config=${file}`;
}

/** Key by key as a keyboard does it, shift and all. */
async function typed(screen: Page, text: string, gap = 0): Promise<void> {
  for (const letter of text) {
    const { code, shift } = keyOf(letter);
    if (shift) await screen.keyboard.down('Shift');
    await screen.keyboard.press(code);
    if (shift) await screen.keyboard.up('Shift');
    if (gap > 0) await screen.waitForTimeout(gap);
  }
  await screen.keyboard.press('Enter');
}

const shells: Record<string, (page: Page) => Promise<{ screen: Page; close(): Promise<void> }>> = {
  'the Chromium shell': async (page) => {
    const daemon = await startDaemon({ args: [withTypingScanner(), `--now=${NOW}`, '--random=0.1'] });
    await page.goto(daemon.url);
    return { screen: page, close: daemon.stop };
  },
  Electron: async () => launchElectronKiosk([withTypingScanner()]),
};

for (const [name, open] of Object.entries(shells)) {
  test(`a code typed by a scanner is data for the screen that asked, in ${name}`, async ({ page }) => {
    const { screen, close } = await open(page);
    const scan = (text: string) => typed(screen, `]Q1${text}`);
    const { code } = await desk<{ code: string }>('POST', '/desk/person-codes', {
      name: '样本己',
      number: '110000199207310046',
    });
    await catalogueIsComplete(screen);
    await walkToPosting(screen);
    // Nobody asked here: the code goes nowhere, and its Enter presses nothing.
    await scan(code);
    await expect(screen.getByRole('button', { name: '我要报名' })).toBeVisible();
    await touch(screen.getByRole('button', { name: '我要报名' }));
    await expect(screen.getByText('电子社保卡')).toBeVisible();
    // A person at a keyboard is no scanner.
    await typed(screen, ']Q1trial', 80);
    await expect(screen.getByText(/请把身份证/)).toBeVisible();
    // On a busy machine a pause may tear the burst: then one scans again, as one does.
    await expect(async () => {
      await scan(code);
      await expect(screen.getByRole('button', { name: '没有电话' })).toBeVisible({ timeout: 1_500 });
    }).toPass();
    expect((await callBridge(screen, 'screen/hello', null)).visit).toMatchObject({
      apply: { person: { name: '样**' } },
    });
    await close();
  });
}
