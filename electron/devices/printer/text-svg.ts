import { CELL_DOTS } from './paper-size.ts';
import { columns } from './text.ts';

/** A run of letters in the cells of the ROM font, in dots. */
export interface TextRun {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly across: number;
  readonly down: number;
  readonly bold: boolean;
  readonly inverse: boolean;
}

/** What the ROM fonts of printers look like, for whoever draws instead of them. */
export const SVG_FONT = `font-family="Noto Sans Mono CJK SC, Noto Sans CJK SC" font-size="${CELL_DOTS}" text-anchor="middle"`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const HALF = CELL_DOTS / 2;
/** Where the letters of Noto stand in a cell of 24 dots. */
const BASELINE = 21;

/** Letter by letter: a printer's cell has its width whatever the letter, and only the whole cell is stretched. */
export function textSvg({ x, y, text, across, down, bold, inverse }: TextRun): string {
  const ground = `<rect x="${x}" y="${y}" width="${columns(text) * HALF * across}" height="${CELL_DOTS * down}"/>`;
  let left = x;
  const letters = Array.from(text, (letter) => {
    const width = columns(letter) * HALF;
    const place = `translate(${left} ${y}) scale(${across} ${down})`;
    left += width * across;
    if (letter.trim() === '') return '';
    return `<text transform="${place}" x="${width / 2}" y="${BASELINE}">${escapes[letter] ?? letter}</text>`;
  });
  const ink = `fill="${inverse ? '#fff' : '#000'}" font-weight="${bold ? 700 : 400}"`;
  return `${inverse ? ground : ''}<g ${ink}>${letters.join('')}</g>`;
}
