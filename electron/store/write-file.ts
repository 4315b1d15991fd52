import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whole or not at all, also across a power cut: write aside, sync, rename, sync the directory. Readable by this user only. */
export function writeFileDurably(file: string, content: string): void {
  const aside = `${file}.tmp`;
  const fd = openSync(aside, 'w', 0o600);
  writeSync(fd, content);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(aside, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
