import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.ts';

const root = join(import.meta.dirname, '../..');
const ROOMS = ['electron', 'shared', 'kiosk-config'];

const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newest = (folder: string) =>
  Math.max(...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => changedAt(join(folder, name))));

/** The built daemon; built anew when it is older than what it is built from. Its own copy: somebody may build meanwhile. */
export async function builtDaemon(): Promise<{ daemon: string; remove: () => void }> {
  const built = join(root, 'dist');
  if (ROOMS.some((room) => newest(join(root, room)) > changedAt(join(built, 'electron/daemon.js')))) await buildAll();
  const copy = join(root, `node_modules/.cache/faults-${process.pid}`);
  cpSync(built, copy, { recursive: true });
  return {
    daemon: join(copy, 'electron/daemon.js'),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}
