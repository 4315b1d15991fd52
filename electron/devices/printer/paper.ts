import type { QrLevel } from './escpos.ts';
import { qrModules, type QrModules } from './qr-code.ts';
import { PAPER_DOTS } from './paper-size.ts';
import { SVG_FONT, textSvg, type TextRun } from './text-svg.ts';

/** A piece of paper as it comes out of the simulated printer: what was put where, in dots. */
export type Mark =
  | ({ readonly kind: 'text' } & TextRun)
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
  const ground = '<rect width="100%" height="100%" fill="#fff"/>';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} ${SVG_FONT} shape-rendering="crispEdges">${ground}${marks.map(markSvg).join('')}</svg>`;
}
