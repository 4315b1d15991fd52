import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The PNG of the slip that came out last, as the simulated printer drew it from the bytes on its port. */
export function newestSlip(dataFolder: string): Buffer {
  const folder = join(dataFolder, 'slips');
  return readFileSync(join(folder, readdirSync(folder).sort().at(-1)!));
}

/** What a decoder that we did not write reads from the picture. */
export async function decodeCodes(png: Buffer): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'slip-'));
  try {
    writeFileSync(join(folder, 'slip.png'), png);
    const { stdout } = await run('zbarimg', ['-q', '--raw', join(folder, 'slip.png')]);
    return stdout.trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
