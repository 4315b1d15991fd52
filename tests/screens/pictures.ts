import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';

const folder = join(import.meta.dirname, 'pictures');
/** Antialiasing may differ between builds of a browser; a changed word or picture changes far more. */
const MOST_CHANGED = 0.004;
const VISIBLE = 48;

/** A photograph as palette PNG: small, and the same for the same screen. */
async function photograph(screen: Page): Promise<Buffer> {
  await screen.evaluate(() => document.documentElement.setAttribute('data-still', ''));
  const shot = await screen.screenshot({ animations: 'disabled' });
  return sharp(shot).png({ palette: true, colours: 64, effort: 4, dither: 0 }).toBuffer();
}

async function changed(before: Buffer, after: Buffer): Promise<number> {
  const raw = (png: Buffer) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [a, b] = await Promise.all([raw(before), raw(after)]);
  if (a.info.width !== b.info.width || a.info.height !== b.info.height) return 1;
  let count = 0;
  for (let i = 0; i < a.data.length; i += 3) {
    if (
      Math.abs(a.data[i]! - b.data[i]!) +
        Math.abs(a.data[i + 1]! - b.data[i + 1]!) +
        Math.abs(a.data[i + 2]! - b.data[i + 2]!) >
      VISIBLE
    )
      count += 1;
  }
  return count / (a.info.width * a.info.height);
}

/**
 * Takes the picture and holds it against the one in the repository; answers the share of changed pixels over what is let
 * pass. With PICTURES=take the new ones are kept, to be looked at before they are committed.
 */
export async function compare(screen: Page, name: string): Promise<string | undefined> {
  const file = join(folder, `${name}.png`);
  const taken = await photograph(screen);
  if (process.env['PICTURES'] === 'take') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, taken);
    return undefined;
  }
  if (!existsSync(file)) return `${name}: no picture yet; take it with PICTURES=take`;
  const share = await changed(readFileSync(file), taken);
  if (share <= MOST_CHANGED) return undefined;
  mkdirSync('test-results/pictures', { recursive: true });
  writeFileSync(`test-results/pictures/${name}.png`, taken);
  return `${name}: ${(share * 100).toFixed(2)} % of the picture has changed (test-results/pictures)`;
}
