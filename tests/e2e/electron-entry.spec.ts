import { expect, test } from '@playwright/test';
import { applicationsOf } from '../support/desk.ts';
import { launchElectronKiosk, type ElectronKiosk } from '../support/electron-kiosk.ts';
import { decodeCodes, newestSlip } from '../support/paper.ts';
import { touch, walkToConfirm } from '../support/walks.ts';

let kiosk: ElectronKiosk;
test.beforeEach(async () => {
  kiosk = await launchElectronKiosk();
});
test.afterEach(() => kiosk.close());

test('the same walk through the Electron entry', async () => {
  const { screen } = kiosk;
  await walkToConfirm(kiosk, '13800000000', 0, 'longTerm');
  await touch(screen.getByRole('button', { name: '发出去' }));
  await expect(screen.getByText(/已受理/)).toBeVisible();
  await expect(screen.getByText('请取走小票')).toBeVisible();
  expect(await applicationsOf(kiosk.dataFolder)).toMatchObject([{ applicant: { phone: '13800000000' } }]);
  const [code] = await decodeCodes(await newestSlip(kiosk.dataFolder));
  expect(code).toMatch(/^ES1:/);
});

test('a page that wants out stays where it is', async () => {
  const { screen, app } = kiosk;
  await expect(screen.getByText('碰一下屏幕就能用')).toBeVisible();
  await screen.evaluate(() => {
    location.href = 'http://127.0.0.1:9/';
    window.open('http://127.0.0.1:9/');
  });
  await expect(screen.getByText('碰一下屏幕就能用')).toBeVisible();
  const urls = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
  expect(urls).toEqual(['kiosk://app/index.html']);
});

test('a crashed screen comes back by itself, to the same visit', async () => {
  const { screen, app } = kiosk;
  await touch(screen.getByText('碰一下屏幕就能用'));
  await touch(screen.getByRole('button', { name: /查政策/ }));
  await expect(screen.getByRole('button', { name: '写几个字找' })).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer());
  const text = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!
        .webContents.executeJavaScript('document.body.innerText')
        .catch(() => ''),
    );
  await expect.poll(text, { timeout: 5_000 }).toContain('写几个字找');
});
