/**
 * How SDT frames travel in HID reports of 64 bytes (devices.md 5.2). The makers' real framings are unpublished: these
 * rows are the ways in which other HID devices do it, and which one a reader speaks is learned on the reader.
 */
export type Framing = 'bare' | 'count' | 'numbered' | 'numbered-count' | 'length-first';

interface FramingRow {
  /** Whether reports begin with a report id; node-hid must know, devices.md 5.2. */
  readonly numbered: boolean;
  readonly outgoing: (frame: Uint8Array) => Uint8Array[];
  /** The bytes a report adds to the stream, garbage included: the frame stream skips what is no frame. */
  readonly incoming: (report: Uint8Array) => Uint8Array;
}

const REPORT = 64;
const REPORT_ID = 1;
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

export const framings: Readonly<Record<Framing, FramingRow>> = {
  bare: {
    numbered: false,
    outgoing: (frame) => inReports(frame, 0, () => []),
    incoming: (report) => report,
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
    incoming: (report) => report,
  },
};
