import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.ts';

const root = join(import.meta.dirname, '../..');
const ROOMS = ['electron', 'shared', 'kiosk-config'];

const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newest = (folder: string) =>
  Math.max(...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => changedAt(join(folder, name))));

/** The built daemon; built anew when it is older than what it is built from. */
export async function builtDaemon(): Promise<string> {
  const daemon = join(root, 'dist/electron/daemon.js');
  if (ROOMS.some((room) => newest(join(root, room)) > changedAt(daemon))) await buildAll();
  return daemon;
}
