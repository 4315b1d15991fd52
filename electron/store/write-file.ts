import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whole or not at all, also across a power cut: write aside, sync, rename, sync the directory. Readable by this user only. */
export function writeFileDurably(file: string, content: string): void {
  const aside = `${file}.tmp`;
  const fd = openSync(aside, 'w', 0o600);
  try {
    // Not writeSync: on a disk that is nearly full that may write a part and say nothing.
    writeFileSync(fd, content);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(aside, file);
  sync(dirname(file));
}

/** A file that somebody else wrote, and its name, are on the disk when this returns. */
export function syncToDisk(file: string): void {
  sync(file);
  sync(dirname(file));
}

function sync(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
