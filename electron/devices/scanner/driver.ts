import type { Clock } from '../../platform/clock.ts';
import { keepOpen } from '../wires/keep-open.ts';
import type { OpenWire, Wire } from '../wires/wire.ts';
import type { Scan, Scanner, ScannerState } from './contract.ts';
import { hidPosStream } from './hid-pos.ts';
import { suffixBytes, withoutSuffix, withPrefixRead, type Suffix } from './symbology.ts';

/** The next report of one scan comes at once, or not at all (devices.md 8.1). */
export const CONTINUATION_MS = 200;
/** Silence that ends a scan on a serial line (devices.md 8.4). */
export const SILENCE_MS = 50;
const MOST_BYTES = 4_096;

export interface ScannerRow {
  readonly protocol: 'hid-pos' | 'stream';
  readonly suffix: Suffix;
}

interface Assembly {
  push(bytes: Uint8Array): Scan[];
  /** What is left to be waited for, and what becomes of it when it does not come. */
  readonly patienceMs: number;
  isOpen(): boolean;
  giveUp(): Scan[];
}

function hidPosAssembly(): Assembly {
  const stream = hidPosStream();
  return {
    push: (report) => [stream.push(report)].filter((scan) => scan !== undefined),
    patienceMs: CONTINUATION_MS,
    isOpen: stream.isOpen,
    giveUp: () => {
      stream.reset();
      return [];
    },
  };
}

/** Bytes up to the suffix, or up to a silence. */
function streamAssembly(suffix: Suffix): Assembly {
  const end = Buffer.from(suffixBytes[suffix]);
  let held = Buffer.alloc(0);
  const taken = (bytes: Uint8Array): Scan[] => (bytes.length > 0 ? [withPrefixRead(Uint8Array.from(bytes))] : []);
  return {
    push: (bytes) => {
      held = Buffer.concat([held, bytes]);
      const scans: Scan[] = [];
      for (let at = end.length > 0 ? held.indexOf(end) : -1; at >= 0; at = held.indexOf(end)) {
        scans.push(...taken(held.subarray(0, at)));
        held = held.subarray(at + end.length);
      }
      if (held.length > MOST_BYTES) held = Buffer.alloc(0); // a line that babbles is no code
      return scans;
    },
    patienceMs: SILENCE_MS,
    isOpen: () => held.length > 0,
    giveUp: () => {
      const scans = taken(held);
      held = Buffer.alloc(0);
      return scans;
    },
  };
}

/** A scanner with a wire of its own: HID POS, or a serial line. */
export function createScanner(
  open: OpenWire,
  { protocol, suffix, clock }: ScannerRow & { readonly clock: Clock },
): Scanner {
  const listeners: ((state: ScannerState) => void)[] = [];
  const takers: ((scan: Scan) => void)[] = [];
  let state: ScannerState = 'absent';
  const turn = (next: ScannerState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const give = ({ bytes, symbology }: Scan) => {
    const scan = { bytes: withoutSuffix(bytes, suffix), symbology };
    for (const take of takers) take(scan);
  };

  function listen(wire: Wire) {
    const assembly = protocol === 'hid-pos' ? hidPosAssembly() : streamAssembly(suffix);
    let waiting = new AbortController();
    wire.onBytes((bytes) => {
      waiting.abort();
      const scans = assembly.push(bytes);
      bytes.fill(0);
      scans.forEach(give);
      if (!assembly.isOpen()) return;
      const mine = new AbortController();
      waiting = mine;
      void clock.sleep(assembly.patienceMs, mine.signal).then(() => {
        if (!mine.signal.aborted) assembly.giveUp().forEach(give);
      });
    });
    return {
      lost: new Promise<void>((gone) => wire.onLost(gone)),
      close: async () => {
        waiting.abort();
        await wire.close();
      },
    };
  }

  const kept = keepOpen(open, listen, (now) => turn(now ? 'ready' : 'absent'), clock);
  return {
    onScan: (listener) => void takers.push(listener),
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    close: () => kept.close(),
  };
}
