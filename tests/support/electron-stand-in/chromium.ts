import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Cdp, connectCdp, quietly } from './cdp.ts';

export interface Chromium extends Cdp {
  /** What Playwright attaches to. */
  readonly endpoint: string;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const PROFILE = 'electron-stand-in-';
const NOBODY = 65534;
const END_TIMEOUT_MS = 2_000;

const [width = 1080, height = 1920] = (process.env.STAND_IN_SCREEN ?? '1080x1920').split('x').map(Number);
export const screenSize = { width, height };

const FLAGS = [
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
  `--screen-info={${width}x${height}}`,
  `--window-size=${width},${height}`,
  // What slips past the Fetch domain finds no network; a test's own server on the loopback stays reachable.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // Popups must reach setWindowOpenHandler, sound plays without a touch: Electron's defaults.
  '--disable-popup-blocking',
  '--autoplay-policy=no-user-gesture-required',
  // Frames stay in their page's process, where the page's Fetch domain sees their requests.
  '--disable-site-isolation-trials',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--disable-sync',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-startup-window',
  '--password-store=basic',
];
const FEATURES_OFF = [
  'Translate',
  'OptimizationHints',
  'MediaRouter',
  'HttpsUpgrades',
  'IsolateOrigins',
  'site-per-process',
];

/** A process that was killed outright could not tidy up: Chromium ends by its pipe, the folder is left to the next start. */
function removeLeftProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^electron-stand-in-(?:home-)?(\d+)/.exec(name) ?? [];
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function findBrowser(): string {
  const wanted = process.env.STAND_IN_BROWSER;
  if (wanted?.includes('/')) return wanted;
  const found = (wanted ? [wanted] : ['chromium-headless-shell', 'chromium'])
    .map((name) => `/usr/bin/${name}`)
    .find((path) => existsSync(path));
  if (!found) throw new Error(`No Chromium for the Electron stand-in (STAND_IN_BROWSER=${wanted ?? ''})`);
  return found;
}

export async function startChromium(switches: ReadonlyMap<string, string>): Promise<Chromium> {
  const browser = findBrowser();
  const isHeadlessShell = browser.includes('headless');
  removeLeftProfiles();
  const profile = mkdtempSync(join(tmpdir(), `${PROFILE}${process.pid}-`));
  // Chromium keeps its own sandbox only for an ordinary user.
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (process.getuid?.() === 0) chownSync(profile, NOBODY, NOBODY);

  const featuresOff = [...FEATURES_OFF, switches.get('disable-features') ?? []].flat();
  const given = [...switches].filter(([name]) => name !== 'disable-features');
  const child = spawn(
    browser,
    [
      ...(isHeadlessShell ? [] : ['--headless=new']),
      ...FLAGS,
      `--user-data-dir=${profile}`,
      `--disable-features=${featuresOff.join(',')}`,
      ...given.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
      ...(process.env.STAND_IN_FLAGS?.split(' ') ?? []),
    ],
    {
      ...user,
      // Debian's launchers do not exec: only the whole group ends the browser.
      detached: true,
      cwd: '/',
      env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    },
  );

  const remove = (): void => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
  const killNow = (): void => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
    remove();
  };
  process.on('exit', killNow);

  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = await readEndpoint(child);
  const cdp = connectCdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const stop = async (): Promise<void> => {
    cdp.silence();
    quietly(cdp.browser.send('Browser.close'));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, END_TIMEOUT_MS))]);
    killNow();
    process.off('exit', killNow);
  };
  return { ...cdp, endpoint, ended, stop };
}

function readEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Chromium ended at its start (${code ?? 'signal'}):\n${said}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 20_000) said += text;
      const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (endpoint) resolve(endpoint);
    });
  });
}
