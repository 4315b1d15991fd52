import { _electron, type ElectronApplication } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { until } from './until.ts';

const launcher = join(import.meta.dirname, 'launcher');
const main = join(import.meta.dirname, 'fixture/main.ts');
const browsers = ['chromium-headless-shell', 'chromium'].filter((name) => existsSync(`/usr/bin/${name}`));

const envFor = (browser: string): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
  STAND_IN_BROWSER: browser,
});
const profilesOf = (pid: number | undefined): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`electron-stand-in-${pid ?? ''}-`));
/** Processes of Chromium that run on a profile. */
const processesOf = (profile: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile);
    } catch {
      return false;
    }
  });

async function greet(app: ElectronApplication): Promise<string | null> {
  const page = await app.firstWindow();
  await page.getByRole('button', { name: 'Greet' }).click();
  const answer = page.getByText('Hello');
  await answer.waitFor();
  return answer.textContent();
}

it.each(browsers)('is Electron to Playwright, with %s', async (browser) => {
  const app = await _electron.launch({ executablePath: launcher, args: [main], env: envFor(browser) });
  const { pid } = app.process();

  expect(await greet(app)).toBe('Hello visitor, from kiosk://app');
  const page = await app.firstWindow();
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1080, 1920]);
  const window = await app.browserWindow(page);
  expect(await window.evaluate(({ webContents }: BrowserWindow) => webContents.getURL())).toBe(
    'kiosk://app/index.html',
  );
  expect(await app.evaluate(({ BrowserWindow: Window }) => Window.getAllWindows().length)).toBe(1);
  await app.close();
  expect(profilesOf(pid)).toEqual([]);
});

/** Starts the fixture without Playwright, and waits until its browser runs. */
async function start() {
  const app = spawn(launcher, ['--remote-debugging-port=0', main], { stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: app.stderr })) if (line.startsWith('DevTools listening')) break;
  const [profile = 'no profile'] = profilesOf(app.pid);
  expect(processesOf(profile).length).toBeGreaterThan(0);
  return { app, profile, ended: new Promise((resolve) => app.once('exit', resolve)) };
}

it('ends Chromium and removes its profile when the app quits', async () => {
  const { app, profile, ended } = await start();
  app.kill('SIGTERM');

  expect(await ended).toBe(0);
  expect(profilesOf(app.pid)).toEqual([]);
  expect(processesOf(profile)).toEqual([]);
});

it('leaves no Chromium behind when it is killed outright', async () => {
  const { app, profile, ended } = await start();
  app.kill('SIGKILL');
  await ended;
  await until(() => processesOf(profile).length === 0);
  rmSync(join(tmpdir(), profile), { recursive: true });

  expect(processesOf(profile)).toEqual([]);
});
