import type { UsbPipes } from '../wires/usb-wire.ts';

/**
 * How SDT frames travel (devices.md 5.2): as HID reports of 64 bytes, in USB bulk transfers, or as a stream of bytes. The
 * makers' real HID framings are unpublished: those rows are the ways in which other HID devices do it, and which one a
 * reader speaks is learned on the reader.
 */
export const hidFramings = ['bare', 'count', 'numbered', 'numbered-count', 'length-first'] as const;
export const bulkFramings = ['usb-split', 'usb-single'] as const;
export type Framing = (typeof hidFramings)[number] | (typeof bulkFramings)[number] | 'stream';

interface FramingRow {
  /** HID: whether reports begin with a report id; node-hid must know, devices.md 5.2. */
  readonly numbered: boolean;
  /** Bulk: which pipes; absent for the only pipe each way. */
  readonly pipes?: UsbPipes;
  /** In pieces, the first for the first outgoing pipe and so on. */
  readonly outgoing: (frame: Uint8Array) => Uint8Array[];
  /** What a piece adds to the stream, garbage included: the frame stream skips what is no frame. */
  readonly incoming: (piece: Uint8Array) => Uint8Array;
}

const REPORT = 64;
const REPORT_ID = 1;
/** Preamble and length, which travel apart from the rest in `usb-split`. */
const FRAME_HEAD = 7;
const NOTHING = new Uint8Array();

/** Reports of a head each, then as many bytes as fit, then zero fill. */
function inReports(bytes: Uint8Array, headBytes: number, head: (used: number) => number[]): Uint8Array[] {
  const room = REPORT - headBytes;
  return Array.from({ length: Math.ceil(bytes.length / room) }, (_, i) => {
    const piece = bytes.subarray(i * room, (i + 1) * room);
    const report = new Uint8Array(REPORT);
    report.set([...head(piece.length), ...piece]);
    return report;
  });
}

/** A count that the report cannot hold is no report of this framing: it adds nothing. */
const counted = (rest: Uint8Array) => {
  const used = rest[0] ?? 0;
  return used < rest.length ? rest.subarray(1, 1 + used) : NOTHING;
};

const ifNumbered = (report: Uint8Array) => (report[0] === REPORT_ID ? report.subarray(1) : NOTHING);

const asItComes = (piece: Uint8Array) => piece;
const whole = { numbered: false, outgoing: (frame: Uint8Array) => [frame], incoming: asItComes };

export const framings: Readonly<Record<Framing, FramingRow>> = {
  bare: {
    numbered: false,
    outgoing: (frame) => inReports(frame, 0, () => []),
    incoming: asItComes,
  },
  count: {
    numbered: false,
    outgoing: (frame) => inReports(frame, 1, (used) => [used]),
    incoming: counted,
  },
  numbered: {
    numbered: true,
    outgoing: (frame) => inReports(frame, 1, () => [REPORT_ID]),
    incoming: ifNumbered,
  },
  'numbered-count': {
    numbered: true,
    outgoing: (frame) => inReports(frame, 2, (used) => [REPORT_ID, used]),
    incoming: (report) => counted(ifNumbered(report)),
  },
  'length-first': {
    numbered: false,
    outgoing: (frame) => inReports(Uint8Array.of(frame.length >> 8, frame.length & 0xff, ...frame), 0, () => []),
    // The length in front is garbage before a preamble, as is the fill behind: no state that could fall out of step.
    incoming: asItComes,
  },
  // The module sends the rest after the head has been taken, so the two pipes need no order of ours.
  'usb-split': {
    numbered: false,
    pipes: { out: [0x02, 0x06], in: [0x81, 0x85] },
    outgoing: (frame) => [frame.subarray(0, FRAME_HEAD), frame.subarray(FRAME_HEAD)],
    incoming: asItComes,
  },
  'usb-single': whole,
  stream: whole,
};
