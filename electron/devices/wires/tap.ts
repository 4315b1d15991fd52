import type { Clock } from '../../platform/clock.ts';
import type { OpenWire } from './wire.ts';

/** A piece that went over a wire, as far as a technician may see it. */
export interface TappedPiece {
  readonly device: 'reader' | 'scanner' | 'printer';
  readonly direction: 'in' | 'out';
  /** Its first bytes in hex: command and status, and never what a card, a code or a slip says. */
  readonly head: string;
  readonly bytes: number;
}

const PREAMBLE = Buffer.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
/** Preamble, length, status and the lengths of the parts: the text begins behind. */
const SDT_HEAD = 14;
/** Report ids and counts in front of a frame. */
const MOST_BEFORE_FRAME = 2;
const REPORT_HEAD = 5;
const COMMAND_HEAD = 4;
const ANSWER_HEAD = 8;
/** Pieces without a head that follow so closely are the rest of a message: they are not shown one by one. */
const BURST_MS = 50;

function visible(
  device: TappedPiece['device'],
  direction: TappedPiece['direction'],
  bytes: Uint8Array,
  isReport: boolean,
): number {
  switch (device) {
    case 'reader': {
      const at = Buffer.from(bytes).indexOf(PREAMBLE);
      return at >= 0 && at <= MOST_BEFORE_FRAME ? SDT_HEAD : 0;
    }
    case 'scanner':
      return isReport ? REPORT_HEAD : 0;
    case 'printer':
      if (direction === 'in') return ANSWER_HEAD;
      return bytes[0] === 0x10 || bytes[0] === 0x1b ? COMMAND_HEAD : 0;
  }
}

export interface WireTap {
  /** The same wire, seen while somebody listens. Only a scanner whose pieces are HID reports has a head that says nothing. */
  on(device: TappedPiece['device'], open: OpenWire, pieces?: 'reports'): OpenWire;
  listen(listener: ((piece: TappedPiece) => void) | undefined): void;
}

export function wireTap(clock: Clock): WireTap {
  let listener: ((piece: TappedPiece) => void) | undefined;
  const lastAt = new Map<string, number>();

  const see = (
    device: TappedPiece['device'],
    direction: TappedPiece['direction'],
    bytes: Uint8Array,
    isReport: boolean,
  ) => {
    if (!listener) return;
    const key = `${device} ${direction}`;
    const now = clock.monotonic();
    const isFirst = now - (lastAt.get(key) ?? -Infinity) > BURST_MS;
    lastAt.set(key, now);
    const head = bytes.subarray(0, visible(device, direction, bytes, isReport));
    if (!isFirst && head.length === 0) return;
    listener({ device, direction, head: Buffer.from(head).toString('hex').toUpperCase(), bytes: bytes.length });
  };

  return {
    on: (device, open, pieces) => async () => {
      const isReport = pieces === 'reports';
      const wire = await open();
      return (
        wire && {
          ...wire,
          write: (bytes, pipe) => {
            see(device, 'out', bytes, isReport);
            return wire.write(bytes, pipe);
          },
          onBytes: (take) =>
            wire.onBytes((bytes) => {
              see(device, 'in', bytes, isReport);
              take(bytes);
            }),
        }
      );
    },
    listen: (to) => void (listener = to),
  };
}
