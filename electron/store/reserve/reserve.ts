import { rmSync, statSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reserve } from './contract.ts';

/** What is kept back for the hour in which the disk is full (reliability.md 2.1). */
const RESERVE_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
/** It is taken only from plenty: so many times as much must be free. */
const PLENTY = 4;

/** A file of real blocks in `folder` that can be given up once. */
export function openReserve(folder: string, bytes = RESERVE_BYTES): Reserve {
  const file = join(folder, 'reserve');
  let isSpent = false;
  const isWhole = () => statSync(file, { throwIfNoEntry: false })?.size === bytes;
  return {
    isSpent: () => isSpent,
    spend: () => {
      isSpent = true;
      rmSync(file, { force: true });
    },
    refill: async () => {
      if (!isWhole()) {
        const { bavail, bsize } = await statfs(folder);
        if (bavail * bsize < PLENTY * bytes) return;
        await fill(file, bytes);
      }
      isSpent = false;
    },
  };
}

/** Written and not only declared: a hole takes no room. */
async function fill(file: string, bytes: number): Promise<void> {
  const target = await open(file, 'w', 0o600);
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES, 0x5a);
    for (let left = bytes; left > 0; left -= CHUNK_BYTES) await target.write(chunk, 0, Math.min(left, CHUNK_BYTES));
  } catch (cause) {
    await rm(file, { force: true });
    throw cause;
  } finally {
    await target.close();
  }
}
