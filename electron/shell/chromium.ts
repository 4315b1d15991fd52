import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browserUser, openBrowserHome, sweepBrowserHomes, type BrowserHome } from './browser-home.ts';
import { restartWaitMs } from './recovery.ts';

/** A screen that has been away for so long is dead, whatever its process says. */
const SCREEN_AWAY_MS = 5_000;
/** A slow board may take long to its first paint. */
const FIRST_SCREEN_MS = 60_000;
/** The new window covers the old one before that goes. */
const OVERLAP_MS = 1_500;

// Every flag was tried with the pinned Chromium (reliability.md 5.2); names that are not in its binary are not here.
const FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disk-cache-size=52428800',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--disable-features=Translate,OptimizationHints,MediaRouter,TouchpadOverscrollHistoryNavigation',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-sync',
  '--hide-crash-restore-bubble',
  '--deny-permission-prompts',
  '--noerrdialogs',
  '--password-store=basic',
  '--autoplay-policy=no-user-gesture-required',
  '--check-for-update-interval=31536000',
];

export interface ChromiumShell {
  /** The next visitor gets a fresh browser with a fresh profile. */
  renew(): void;
  /** How many screens are connected: none for too long means a dead one. */
  screens(count: number): void;
  close(): void;
}

export interface ChromiumOptions {
  readonly executable: string;
  /** The address for the next browser: it lets one in, once. */
  readonly url: () => string;
  readonly size: { readonly width: number; readonly height: number };
  /** No display: paint into memory, for a look through a remote eye or a benchmark. */
  readonly headless: boolean;
  readonly onRestart: (reason: string, attempt: number) => void;
  readonly onDefect: (defect: unknown) => void;
}

/** Keeps one locked browser on the glass, for ever: a crash, a hang or an ended visit brings a new one. */
export function startChromium({
  executable,
  url,
  size,
  headless,
  onRestart,
  onDefect,
}: ChromiumOptions): ChromiumShell {
  let current: { process: ChildProcess; home: BrowserHome } | undefined;
  const retired = new Set<NonNullable<typeof current>>();
  let attempt = 0;
  let isClosed = false;
  let away: NodeJS.Timeout | undefined;
  let coming: NodeJS.Timeout | undefined;

  // A browser that was there and went away is dead soon; one that has yet to paint may take its time, but not for ever.
  let hasConnected = false;
  const expectScreen = () => {
    clearTimeout(away);
    away = setTimeout(() => kill(current), hasConnected ? SCREEN_AWAY_MS : FIRST_SCREEN_MS);
  };

  const open = () => {
    clearTimeout(coming);
    if (isClosed) return;
    hasConnected = false;
    expectScreen();
    const home = openBrowserHome();
    const child = spawn(
      executable,
      [
        ...FLAGS,
        ...(headless ? ['--headless=new'] : ['--kiosk']),
        `--window-size=${size.width},${size.height}`,
        `--user-data-dir=${home.profile}`,
        `--app=${url()}`,
      ],
      {
        ...browserUser(),
        env: { ...display(), HOME: home.folder, XDG_RUNTIME_DIR: home.folder, PATH: process.env['PATH'] },
        stdio: 'ignore',
        detached: true,
      },
    );
    if (child.pid !== undefined) home.ownedBy(child.pid);
    const started = { process: child, home };
    current = started;
    child.on('error', () => {
      if (current === started) again('not-started');
    });
    child.on('exit', () => {
      home.remove();
      retired.delete(started);
      if (current === started) again('exited');
    });
  };

  const kill = (which: typeof current) => {
    if (which?.process.pid === undefined) return;
    try {
      process.kill(-which.process.pid, 'SIGKILL');
    } catch {
      // It had gone by itself.
    }
  };

  const again = (reason: string) => {
    if (isClosed) return;
    const wait = restartWaitMs(attempt);
    attempt += 1;
    onRestart(reason, attempt);
    coming = setTimeout(open, wait);
  };

  sweepBrowserHomes(onDefect);
  open();
  return {
    renew: () => {
      const old = current;
      attempt = 0;
      open();
      if (old) retired.add(old);
      setTimeout(() => kill(old), OVERLAP_MS);
    },
    screens: (count) => {
      if (count === 0) {
        expectScreen();
        return;
      }
      clearTimeout(away);
      hasConnected = true;
      attempt = 0;
    },
    close: () => {
      isClosed = true;
      clearTimeout(away);
      clearTimeout(coming);
      for (const browser of [current, ...retired]) kill(browser);
    },
  };
}

/** What a window needs of the environment, and nothing more of it. */
const display = (): Record<string, string> =>
  Object.fromEntries(
    ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'LANG'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const findChromium = (): string | undefined => PLACES.find((place) => existsSync(place));
