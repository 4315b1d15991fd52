import { lossOfWire, type OpenWire } from '../wires/wire.ts';
import type { Scan } from './contract.ts';
import { hidPosReports } from './hid-pos.ts';
import { suffixBytes, type Suffix } from './symbology.ts';

export interface ScannerBench {
  scan(scan: Scan): void;
  /** Only the first part of it. */
  scanHalf(scan: Scan): void;
  /** Whatever comes over the wire. */
  send(bytes: Uint8Array): void;
  unplug(): void;
  replug(): void;
}

/** The wire of a scanner: reports of HID POS, or a stream with the AIM identifier in front. */
export function simulateScanner(
  protocol: 'hid-pos' | 'stream',
  suffix: Suffix,
): { open: OpenWire; bench: ScannerBench } {
  let pluggedIn = true;
  let loss = lossOfWire();
  let hear: (bytes: Uint8Array) => void = () => undefined;

  const pieces = ({ bytes, symbology }: Scan) => {
    const whole = Uint8Array.of(...bytes, ...suffixBytes[suffix]);
    if (protocol === 'hid-pos') return hidPosReports({ bytes: whole, symbology });
    return [Uint8Array.of(...Buffer.from(symbology ?? '', 'latin1'), ...whole)];
  };
  return {
    open: async () => {
      if (!pluggedIn) return undefined;
      loss = lossOfWire();
      return {
        write: async () => !loss.isLost(),
        onBytes: (listener) => void (hear = listener),
        onLost: loss.onLost,
        close: async () => undefined,
      };
    },
    bench: {
      scan: (scan) => pieces(scan).forEach((piece) => hear(piece)),
      scanHalf: (scan) =>
        pieces(scan)
          .slice(0, 1)
          .forEach((piece) => hear(piece)),
      send: (bytes) => hear(bytes),
      unplug: () => {
        pluggedIn = false;
        loss.lose();
      },
      replug: () => void (pluggedIn = true),
    },
  };
}
