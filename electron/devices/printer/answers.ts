import type { Paper } from './escpos.ts';

/** What a printer says, on one line, in any mixture (devices.md 9.3 to 9.6). */
export type Answer =
  | { readonly kind: 'process-id'; readonly id: string }
  | { readonly kind: 'status'; readonly byte: number }
  | { readonly kind: 'pushed'; readonly bytes: Uint8Array }
  | { readonly kind: 'paper'; readonly paper: Paper };

export interface Heard {
  readonly answers: readonly Answer[];
  /** The beginning of an answer whose end has not come yet. */
  readonly rest: Uint8Array;
}

const PROCESS_ID_BYTES = 7;
const PUSHED_BYTES = 4;

const isStatus = (byte: number) => (byte & 0x93) === 0x12;
// Exactly these four: anything looser would take noise for the news that a slip has been cut.
const paperOf: Readonly<Record<number, Paper>> = { 0x00: 'ok', 0x03: 'near-end', 0x0c: 'end', 0x0f: 'end' };

/** `37 22 d1 d2 d3 d4 00`, or as much of it as has come. */
const fitsProcessId = (bytes: Uint8Array) =>
  bytes.every((byte, at) =>
    at === 0 ? byte === 0x37 : at === 1 ? byte === 0x22 : at === 6 ? byte === 0 : byte >= 0x20 && byte <= 0x7e,
  );

/** The four bytes of GS a: never asked for here, but some printers push them from a switch. */
const fitsPushed = (bytes: Uint8Array) =>
  bytes.every((byte, at) => (at === 0 ? (byte & 0x93) === 0x10 : (byte & 0x90) === 0));

/** Tells the answers apart, longest first. XON, XOFF and noise are passed over. */
export function decodeAnswers(bytes: Uint8Array): Heard {
  const answers: Answer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const id = bytes.slice(at, at + PROCESS_ID_BYTES);
    const pushed = bytes.slice(at, at + PUSHED_BYTES);
    const byte = bytes[at]!;
    const paper = paperOf[byte];
    if (fitsProcessId(id)) {
      if (id.length < PROCESS_ID_BYTES) break;
      answers.push({ kind: 'process-id', id: Buffer.from(id.subarray(2, 6)).toString('latin1') });
      at += PROCESS_ID_BYTES;
    } else if (fitsPushed(pushed)) {
      if (pushed.length < PUSHED_BYTES) break;
      answers.push({ kind: 'pushed', bytes: pushed });
      at += PUSHED_BYTES;
    } else {
      if (isStatus(byte)) answers.push({ kind: 'status', byte });
      else if (paper) answers.push({ kind: 'paper', paper });
      at += 1;
    }
  }
  return { answers, rest: bytes.slice(at) };
}
