import { CELL_DOTS } from './paper-size.ts';
import { columns } from './text.ts';
import { SVG_FONT, textSvg, type TextRun } from './text-svg.ts';

/** Rows of whole bytes, the leftmost dot in the highest bit, 1 is black. */
export interface Picture {
  readonly bytesPerRow: number;
  readonly bits: Uint8Array;
}

const BLACK_BELOW = 140;
const DLE = 0x10;
/** What some printers take for a command in the middle of a picture: EOT, ENQ, DC4 (devices.md 9.1). */
const REAL_TIME = [0x04, 0x05, 0x14];

/** A line that the printer's font cannot write, as high and as wide as if it could. */
export async function drawLine(run: Omit<TextRun, 'x' | 'y'>): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  const bytesPerRow = Math.max(1, Math.ceil((columns(run.text) * (CELL_DOTS / 2) * run.across) / 8));
  const [width, height] = [bytesPerRow * 8, CELL_DOTS * run.down];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ${SVG_FONT}>${textSvg({ ...run, x: 0, y: 0 })}</svg>`;
  const grey = await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).greyscale().raw().toBuffer();
  const bits = new Uint8Array(bytesPerRow * height);
  for (let dot = 0; dot < width * height; dot++) {
    if (grey[dot]! < BLACK_BELOW) bits[dot >> 3]! |= 0x80 >> (dot & 7);
  }
  return { bytesPerRow, bits: harmless(bits) };
}

/** One dot more where the picture would command the printer; nobody sees it. */
export function harmless(bits: Uint8Array): Uint8Array {
  return bits.map((byte, at) => (byte === DLE && REAL_TIME.includes(bits[at + 1] ?? 0) ? byte | 0x08 : byte));
}
