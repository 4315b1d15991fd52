import type { QrLevel } from './escpos.ts';
import { qrModules, type QrModules } from './qr-code.ts';
import { CELL_DOTS, PAPER_DOTS } from './slip-bytes.ts';
import { columns } from './text.ts';

/** A piece of paper as it comes out of the simulated printer: what was put where, in dots. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly across: number;
      readonly down: number;
      readonly bold: boolean;
      readonly inverse: boolean;
    }
  | {
      readonly kind: 'qr';
      readonly x: number;
      readonly y: number;
      readonly payload: string;
      readonly module: number;
      readonly level: QrLevel;
    }
  | {
      readonly kind: 'raster';
      readonly x: number;
      readonly y: number;
      readonly bytesPerRow: number;
      readonly bits: Uint8Array;
    };

export interface Paper {
  readonly marks: readonly Mark[];
  readonly height: number;
}

/** What one reads on it, a line for a line. */
export function paperText(paper: Paper): string {
  const lines = new Map<number, string>();
  for (const mark of paper.marks) {
    if (mark.kind === 'text') lines.set(mark.y, (lines.get(mark.y) ?? '') + mark.text);
  }
  return [...lines.values()].map((line) => line.trim()).join('\n');
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const HALF = CELL_DOTS / 2;
/** Where the letters of Noto stand in a cell of 24 dots. */
const BASELINE = 21;

/** Letter by letter: a printer's cell has its width whatever the letter, and only the whole cell is stretched. */
function textSvg({ x, y, text, across, down, bold, inverse }: Extract<Mark, { kind: 'text' }>): string {
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

/** One path of unit squares; `scale` makes them modules. */
function dotsSvg(
  x: number,
  y: number,
  scale: number,
  rows: number,
  width: number,
  isBlack: QrModules['isBlack'],
): string {
  let path = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const from = column;
      while (column < width && isBlack(row, column)) column++;
      if (column > from) path += `M${from} ${row}h${column - from}v1h-${column - from}z`;
    }
  }
  return `<path transform="translate(${x} ${y}) scale(${scale})" d="${path}"/>`;
}

function markSvg(mark: Mark): string {
  switch (mark.kind) {
    case 'text':
      return textSvg(mark);
    case 'qr': {
      const { side, isBlack } = qrModules(mark.payload, mark.level);
      return dotsSvg(mark.x, mark.y, mark.module, side, side, isBlack);
    }
    case 'raster': {
      const { bits, bytesPerRow } = mark;
      const isBlack: QrModules['isBlack'] = (row, column) =>
        (bits[row * bytesPerRow + (column >> 3)]! & (0x80 >> (column & 7))) !== 0;
      return dotsSvg(mark.x, mark.y, 1, bits.length / bytesPerRow, bytesPerRow * 8, isBlack);
    }
  }
}

/** One unit is one dot. */
export function paperSvg({ marks, height }: Paper): string {
  const box = `width="${PAPER_DOTS}" height="${height}" viewBox="0 0 ${PAPER_DOTS} ${height}"`;
  const font = `font-family="Noto Sans Mono CJK SC, Noto Sans CJK SC" font-size="${CELL_DOTS}" text-anchor="middle"`;
  const ground = '<rect width="100%" height="100%" fill="#fff"/>';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} ${font} shape-rendering="crispEdges">${ground}${marks.map(markSvg).join('')}</svg>`;
}
