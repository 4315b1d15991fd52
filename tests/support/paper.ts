import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const run = promisify(execFile);

/** The slip as a person sees it. */
export const paperPng = (svg: string): Promise<Buffer> =>
  sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png({ palette: true }).toBuffer();

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
