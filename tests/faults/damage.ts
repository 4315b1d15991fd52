import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { Random } from './random.ts';

const PAGE = 4096;
export const damages = ['page', 'truncation', 'header', 'bit'] as const;
export type Damage = (typeof damages)[number];

/** Spoils a file as a bad disk would; answers what it did, for the sentence of a failure. */
export function spoil(file: string, damage: Damage, random: Random): string {
  const fd = openSync(file, 'r+');
  const size = fstatSync(fd).size;
  const noise = (length: number) => Buffer.from(Array.from({ length }, () => random.below(256)));
  try {
    switch (damage) {
      case 'page': {
        const page = random.below(Math.floor(size / PAGE));
        writeSync(fd, noise(PAGE), 0, PAGE, page * PAGE);
        return `page ${page} of ${size / PAGE} overwritten`;
      }
      case 'truncation': {
        const left = 1 + random.below(size - 1);
        ftruncateSync(fd, left);
        return `${left} of ${size} bytes left`;
      }
      case 'header':
        writeSync(fd, noise(100), 0, 100, 0);
        return 'header overwritten';
      case 'bit': {
        const at = random.below(size);
        const byte = Buffer.alloc(1);
        readSync(fd, byte, 0, 1, at);
        writeSync(fd, Buffer.of(byte[0]! ^ (1 << random.below(8))), 0, 1, at);
        return `one bit of byte ${at} of ${size} flipped`;
      }
    }
  } finally {
    closeSync(fd);
  }
}
