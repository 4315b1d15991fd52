import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const DRAWN_WITHIN_MS = 10_000;

/** The PNG of the slip that came out last, as the simulated printer drew it from the bytes on its port. */
export async function newestSlip(dataFolder: string): Promise<Buffer> {
  const folder = join(dataFolder, 'slips');
  const newest = () =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.png'))
          .sort()
          .at(-1)
      : undefined;
  for (const end = Date.now() + DRAWN_WITHIN_MS; newest() === undefined && Date.now() < end;) {
    await new Promise((next) => setTimeout(next, 50));
  }
  return readFileSync(join(folder, newest()!));
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
