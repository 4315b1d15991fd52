/** ESC/POS, the commands a slip needs and the answers they bring (devices.md 9.1 to 9.5, Epson's public reference). */

export type Align = 'left' | 'centre' | 'right';
export type QrLevel = 'L' | 'M' | 'Q' | 'H';
export type StatusQuestion = 1 | 2 | 3 | 4;

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;
const aligns: readonly Align[] = ['left', 'centre', 'right'];
const levels: readonly QrLevel[] = ['L', 'M', 'Q', 'H'];
const low = (value: number) => value & 0xff;
const high = (value: number) => value >> 8;

export const concat = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

export const LINE_FEED = Uint8Array.of(0x0a);
export const init = () => Uint8Array.of(ESC, 0x40);
export const chineseOn = () => Uint8Array.of(FS, 0x26);
/** Multiples of the ROM font's cell, 1 to 8 each way. */
export const size = (across: number, down: number) => Uint8Array.of(GS, 0x21, ((across - 1) << 4) | (down - 1));
/** Taken at the start of a line only. */
export const align = (to: Align) => Uint8Array.of(ESC, 0x61, aligns.indexOf(to));
export const bold = (on: boolean) => Uint8Array.of(ESC, 0x45, Number(on));
export const inverse = (on: boolean) => Uint8Array.of(GS, 0x42, Number(on));
/** ESC 3: dots from line to line; a taller line takes its own height. */
export const lineSpacing = (dots: number) => Uint8Array.of(ESC, 0x33, dots);
export const feed = (lines: number) => Uint8Array.of(ESC, 0x64, lines);
/** Feeds to the cutter and `dots` more, then cuts all but one point, so that no slip falls to the floor. */
export const cut = (dots: number) => Uint8Array.of(GS, 0x56, 66, dots);

/** GS v 0: rows of whole bytes, the leftmost dot in the highest bit, 1 is black. */
export const raster = (bytesPerRow: number, dots: Uint8Array) => {
  const rows = dots.length / bytesPerRow;
  const head = [GS, 0x76, 0x30, 0, low(bytesPerRow), high(bytesPerRow), low(rows), high(rows)];
  return concat([Uint8Array.from(head), dots]);
};

/** GS ( k: model 2, module, level, store, print (devices.md 9.2). The printer is silent about a code that does not fit. */
export const qr = (payload: string, module: number, level: QrLevel) => {
  const data = new TextEncoder().encode(payload);
  const order = (...rest: number[]) => Uint8Array.of(GS, 0x28, 0x6b, low(rest.length), high(rest.length), ...rest);
  const stored = Uint8Array.of(GS, 0x28, 0x6b, low(data.length + 3), high(data.length + 3), 0x31, 0x50, 0x30);
  return concat([
    order(0x31, 0x41, 0x32, 0),
    order(0x31, 0x43, module),
    order(0x31, 0x45, 0x30 + levels.indexOf(level)),
    concat([stored, data]),
    order(0x31, 0x51, 0x30),
  ]);
};

/** Real time: answered at once, even when the printer stands still. */
export const askStatus = (question: StatusQuestion) => Uint8Array.of(DLE, 0x04, question);
/** DLE ENQ 2, real time: gets over an error and empties the buffers. */
export const emptyBuffer = () => Uint8Array.of(DLE, 0x05, 2);
/** GS r 1: answered in sequence, after what was sent before it. */
export const askPaper = () => Uint8Array.of(GS, 0x72, 1);
/** GS ( H 48: comes back when everything sent before it has been processed. Four characters. */
export const processId = (id: string) => Uint8Array.of(GS, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(id, 'latin1'));

export type Paper = 'ok' | 'near-end' | 'end';
export type OfflineCause = 'cover-open' | 'feed-button' | 'paper-end' | 'error';
export type PrinterError = 'recoverable' | 'autocutter' | 'unrecoverable' | 'auto-recoverable';

const named = <T>(byte: number, names: readonly (readonly [bit: number, name: T])[]) =>
  names.filter(([bit]) => byte & (1 << bit)).map(([, name]) => name);

/** DLE EOT 1. */
export const isOnline = (byte: number) => !(byte & 0x08);
/** DLE EOT 2. */
export const offlineCauses = (byte: number) =>
  named<OfflineCause>(byte, [
    [2, 'cover-open'],
    [3, 'feed-button'],
    [5, 'paper-end'],
    [6, 'error'],
  ]);
/** DLE EOT 3. */
export const printerErrors = (byte: number) =>
  named<PrinterError>(byte, [
    [2, 'recoverable'],
    [3, 'autocutter'],
    [5, 'unrecoverable'],
    [6, 'auto-recoverable'],
  ]);
/** DLE EOT 4. */
export const rollPaper = (byte: number): Paper => (byte & 0x60 ? 'end' : byte & 0x0c ? 'near-end' : 'ok');
