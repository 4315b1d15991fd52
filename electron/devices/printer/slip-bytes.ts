import type { Slip, SlipLine } from '../../../shared/slips/layout.ts';
import * as escpos from './escpos.ts';
import { drawLine } from './draw-line.ts';
import { CELL_DOTS, PAPER_DOTS } from './paper-size.ts';
import { qrModules } from './qr-code.ts';
import { columns, encodeText, fontHas, printableText, wrap, type FontCoverage } from './text.ts';

const PAPER_BYTES = PAPER_DOTS / 8;
const PAPER_COLUMNS = PAPER_DOTS / (CELL_DOTS / 2);

const QR_LEVEL = 'M';
const QR_MODULE_MIN = 4;
// 0.75 mm: a cheap phone reads it at a hand's length, and the paper stays short. Some printers take no more than 8.
const QR_MODULE_MAX = 6;
// For a version that four dots do not fit: every version fits with three.
const QR_RASTER_MODULE = 3;
const QR_QUIET_DOTS = 24;

/** Ready, or being drawn. */
type Part = Uint8Array | Promise<Uint8Array>;

interface Style {
  readonly across: number;
  readonly down: number;
  /** Dots of white below each line. */
  readonly gap: number;
  readonly bold?: boolean;
  readonly inverse?: boolean;
}
const STATION: Style = { across: 1, down: 2, gap: 6 };
const TITLE: Style = { across: 3, down: 3, gap: 12, bold: true };
const BODY: Style = { across: 2, down: 2, gap: 10 };
const NUMBER_TIMES = 6;

const fits = (style: Style) => PAPER_COLUMNS / style.across;

/** Lines in the printer's own font; a line with a letter that it lacks is drawn, in the same height and place. */
function printed(lines: readonly string[], style: Style, coverage: FontCoverage): Part[] {
  const { across, down, gap, bold = false, inverse = false } = style;
  const head = [escpos.size(across, down), escpos.lineSpacing(CELL_DOTS * down + gap), escpos.bold(bold)];
  const drawn = async (text: string) => {
    const { bytesPerRow, bits } = await drawLine({ text, across, down, bold, inverse });
    const below = gap > 0 ? [white(gap), escpos.lineSpacing(CELL_DOTS * down + gap)] : [];
    return escpos.concat([escpos.raster(bytesPerRow, bits), ...below]);
  };
  const written = (line: string): Part[] => [encodeText(line), escpos.LINE_FEED];
  return [...head, ...lines.flatMap((line) => (fontHas(line, coverage) ? written(line) : [drawn(line)]))];
}

const strip = (rows: number, byte: number) => new Uint8Array(rows * PAPER_BYTES).fill(byte);
const rule = () => escpos.raster(PAPER_BYTES, escpos.concat([strip(2, 0), strip(4, 0xff), strip(10, 0)]));
const white = (dots: number) => escpos.concat([escpos.lineSpacing(dots), escpos.feed(1)]);

/** Name at the left and time at the right of one line; a long name takes lines of its own above. */
function station(name: string, time: string, coverage: FontCoverage): Part[] {
  const width = fits(STATION);
  const names = wrap(name, width);
  const last = names.at(-1)!;
  const shared = columns(last) + 2 + columns(time) <= width;
  const above = shared ? names.slice(0, -1) : names;
  const left = shared ? last : '';
  const between = ' '.repeat(Math.max(0, width - columns(left) - columns(time)));
  return [...printed([...above, left + between + time], STATION, coverage), rule()];
}

/** A black strip over the whole width: the printer inverts cells only, so spaces and two rasters fill up the rest. */
function inverse(text: string, coverage: FontCoverage): Part[] {
  const width = fits(BODY);
  const lines = wrap(text, width).map((line) => {
    const left = ' '.repeat((width - columns(line)) >> 1);
    return left + line + ' '.repeat(width - columns(line) - left.length);
  });
  const edge = escpos.raster(PAPER_BYTES, strip(10, 0xff));
  const words = printed(lines, { ...BODY, gap: 0, bold: true, inverse: true }, coverage);
  return [edge, escpos.inverse(true), ...words, escpos.inverse(false), edge, white(14)];
}

/** The largest module that the paper takes. Its own margin of 4 mm keeps four modules clear at either side. */
export function qrModuleDots(side: number): number | undefined {
  const module = Math.min(QR_MODULE_MAX, Math.floor(PAPER_DOTS / side));
  return module >= QR_MODULE_MIN ? module : undefined;
}

/**
 * At three dots a module no byte can be `10`, a lone dot between white ones, so no printer mistakes the picture for a
 * real-time command (devices.md 9.1).
 */
export function qrRaster(payload: string): Uint8Array {
  const { side, isBlack } = qrModules(payload, QR_LEVEL);
  const dots = side * QR_RASTER_MODULE;
  const left = (PAPER_DOTS - dots) >> 1;
  const bits = new Uint8Array(PAPER_BYTES * dots);
  for (let y = 0; y < dots; y++) {
    for (let x = 0; x < dots; x++) {
      if (!isBlack(Math.floor(y / QR_RASTER_MODULE), Math.floor(x / QR_RASTER_MODULE))) continue;
      bits[y * PAPER_BYTES + ((left + x) >> 3)]! |= 0x80 >> ((left + x) & 7);
    }
  }
  return escpos.raster(PAPER_BYTES, bits);
}

function qr(payload: string, caption: string, coverage: FontCoverage): Part[] {
  const module = qrModuleDots(qrModules(payload, QR_LEVEL).side);
  return [
    white(QR_QUIET_DOTS),
    escpos.align('centre'),
    module ? escpos.qr(payload, module, QR_LEVEL) : qrRaster(payload),
    white(QR_QUIET_DOTS),
    ...printed(wrap(caption, fits(BODY)), BODY, coverage),
    escpos.align('left'),
  ];
}

/** As large as asked, or as large as one line takes. */
function number(text: string, coverage: FontCoverage): Part[] {
  const times = Math.max(BODY.across, Math.min(NUMBER_TIMES, Math.floor(PAPER_COLUMNS / columns(text))));
  const style: Style = { across: times, down: times, gap: 14, bold: true };
  return [escpos.align('centre'), ...printed(wrap(text, fits(style)), style, coverage), escpos.align('left')];
}

function partsOf(line: SlipLine, coverage: FontCoverage): Part[] {
  const clean = printableText;
  switch (line.kind) {
    case 'station':
      return station(clean(line.name), clean(line.time), coverage);
    case 'title':
      return printed(wrap(clean(line.text), fits(TITLE)), TITLE, coverage);
    case 'number':
      return number(clean(line.text), coverage);
    case 'text':
      return printed(wrap(clean(line.text), fits(BODY)), { ...BODY, bold: line.bold ?? false }, coverage);
    case 'inverse':
      return inverse(clean(line.text), coverage);
    case 'qr':
      return qr(line.payload, clean(line.caption), coverage);
    case 'rule':
      return [rule()];
  }
}

/** A slip in the printer's language, without the cut. */
export async function slipBytes(slip: Slip, coverage: FontCoverage = 'gbk'): Promise<Uint8Array> {
  const parts = slip.lines.flatMap((line) => partsOf(line, coverage));
  return escpos.concat([escpos.init(), escpos.chineseOn(), ...(await Promise.all(parts.map(async (part) => part)))]);
}
