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
  writeFileSync(join(folder, 'kiosk'), String(process.pid));
  const user = browserUser();
  if (user) for (const path of [folder, profile]) chownSync(path, user.uid, user.gid);
  chmodSync(folder, 0o700);
  return {
    folder,
    profile,
    ownedBy: (browser) => writeFileSync(join(folder, 'browser'), String(browser)),
    remove: () => void rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined),
  };
}

/** Ends the browsers of kiosks that were killed, and removes what they had written: it was a visitor's. */
export function sweepBrowserHomes(): void {
  const ours = new Set([userInfo().uid, ...(isRoot() ? [NOBODY] : [])]);
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (!found?.isDirectory() || !ours.has(found.uid) || isAlive(numberIn(join(folder, 'kiosk')))) continue;
    const browser = numberIn(join(folder, 'browser'));
    // The number may belong to somebody else by now: only who was started with this very home is ended.
    if (browser !== undefined && commandOf(browser).includes(folder)) process.kill(-browser, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isAlive(pid: number | undefined): boolean {
  return pid !== undefined && commandOf(pid) !== '';
}

function numberIn(file: string): number | undefined {
  const text = readOr(file, '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

const commandOf = (pid: number): string => readOr(`/proc/${pid}/cmdline`, '');

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
