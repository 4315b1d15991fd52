import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Debian's `nobody`: the browser never runs as root, and never without its own sandbox. */
const NOBODY = 65_534;
const PREFIX = 'kiosk-browser-';

const isRoot = () => userInfo().uid === 0;
export const browserUser = (): { uid: number; gid: number } | undefined =>
  isRoot() ? { uid: NOBODY, gid: NOBODY } : undefined;

/** One browser's home: its profile and all that it writes, gone with it. */
export interface BrowserHome {
  readonly folder: string;
  readonly profile: string;
  /** So that a kiosk that starts after this one was killed finds what it left behind. */
  ownedBy(browser: number): void;
  remove(): void;
}

export function openBrowserHome(): BrowserHome {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  writeFileSync(join(folder, 'kiosk'), `${process.pid} ${startOf(process.pid)}`);
  const user = browserUser();
  if (user) for (const path of [folder, profile]) chownSync(path, user.uid, user.gid);
  chmodSync(folder, 0o700);
  return {
    folder,
    profile,
    // Not over anything that lies there: the folder is the browser's, and this may be root.
    ownedBy: (browser) => writeFileSync(join(folder, 'browser'), String(browser), { flag: 'wx' }),
    remove: () => void rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined),
  };
}

/** Ends the browsers of kiosks that were killed, and removes what they had written: it was a visitor's. */
export function sweepBrowserHomes(onDefect: (defect: unknown) => void): void {
  const ours = new Set([userInfo().uid, ...(isRoot() ? [NOBODY] : [])]);
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      const found = lstatSync(folder, { throwIfNoEntry: false });
      if (found?.isDirectory() && ours.has(found.uid) && !hasKiosk(folder)) sweep(folder);
    } catch (defect) {
      // What cannot be removed must not keep the screen dark.
      onDefect(defect);
    }
  }
}

function sweep(folder: string): void {
  const browser = Number(readOr(join(folder, 'browser'), ''));
  // The number may belong to somebody else by now: only who was started with this very home is ended.
  const isIts = browser > 0 && readOr(`/proc/${browser}/cmdline`, '').includes(folder);
  if (isIts) process.kill(-browser, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Is the process that made this home still the one that has its number? */
function hasKiosk(folder: string): boolean {
  const [pid, start] = readOr(join(folder, 'kiosk'), '').split(' ');
  return pid !== undefined && start !== undefined && start !== '' && startOf(Number(pid)) === start;
}

/** When a process began, in ticks since the boot: field 22 of proc(5)'s stat; empty when there is none. */
const startOf = (pid: number): string => readOr(`/proc/${pid}/stat`, '').split(') ').at(-1)?.split(' ')[19] ?? '';

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
