import { spawn } from 'node:child_process';
import type { Clock } from '../../platform/clock.ts';

/** The licensed decoder takes a tenth of a second; one that hangs must not hold up a visitor. */
export const DECODE_MS = 2_000;
const MOST_PNG_BYTES = 256 * 1024;
const PNG_SIGNATURE = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** The card's compressed photo to PNG; `undefined` when the program is absent, too slow, or gives anything else. Wipes the block. */
export type PhotoDecoder = (block: Uint8Array) => Promise<Uint8Array | undefined>;

/**
 * The only decoder is the police's, a licensed program of the reader's maker (devices.md 4). It runs as whatever user its
 * command gives it, gets the block on standard input and nothing else of ours, and has two seconds.
 */
export function photoDecoder([program, ...args]: readonly [string, ...string[]], clock: Clock): PhotoDecoder {
  return async (block) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: '/' });
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MOST_PNG_BYTES) child.kill('SIGKILL');
      else parts.push(part);
    });
    child.stdin.on('error', () => undefined); // it ended without reading
    child.stdin.end(Buffer.from(block), () => block.fill(0));
    const ended = new Promise<boolean>((settle) => {
      child.on('error', () => settle(false));
      child.on('close', (code) => settle(code === 0));
    });
    const late = new AbortController();
    const isDone = await Promise.race([ended, clock.sleep(DECODE_MS, late.signal).then(() => false)]);
    late.abort();
    child.kill('SIGKILL');
    block.fill(0);
    const png = Buffer.concat(parts);
    for (const part of parts) part.fill(0);
    return isDone && png.subarray(0, 8).equals(PNG_SIGNATURE) ? new Uint8Array(png) : undefined;
  };
}
