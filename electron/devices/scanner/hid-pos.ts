import type { Scan } from './contract.ts';
import { isAim } from './symbology.ts';

/**
 * Reports of a bar code scanner, usage page 8C (USB-IF HID Point of Sale Usage Tables 1.02, devices.md 8.1): id 02, count,
 * three letters of AIM identifier, 56 bytes of data, the maker's letter, a reserved byte, and whether the scan goes on.
 * The report has no check of its own: USB's CRC, the count, the identifier and the fixed shape are what refuses a damaged
 * one; what a code says is checked by whoever issued it (a slip by its signature).
 */
const REPORT_ID = 0x02;
const REPORT_BYTES = 64;
const AIM_AT = 2;
const DATA_AT = 5;
const DATA_BYTES = 56;
const CONTINUES_AT = 63;
/** The largest QR code holds 2,953 bytes. */
const MOST_BYTES = 4_096;

export interface HidPosStream {
  /** The scan that this report ends, if it does. */
  push(report: Uint8Array): Scan | undefined;
  /** Whether a scan has begun and not ended. */
  isOpen(): boolean;
  /** The next part did not come in time. */
  reset(): void;
}

export function hidPosStream(): HidPosStream {
  let parts: Uint8Array[] = [];
  let symbology = '';

  const reset = () => {
    for (const part of parts) part.fill(0);
    parts = [];
  };
  return {
    push: (report) => {
      // Another id is a status or trigger report: no part of a scan, and no failure.
      if (report[0] !== REPORT_ID) return undefined;
      const count = report[1]!;
      const aim = Buffer.from(report.subarray(AIM_AT, DATA_AT)).toString('latin1');
      const isPart = report.length === REPORT_BYTES && count <= DATA_BYTES && isAim(aim);
      const goesOn = parts.length === 0 || aim === symbology;
      if (!isPart || !goesOn || parts.length * DATA_BYTES > MOST_BYTES) {
        reset();
        return undefined;
      }
      symbology = aim;
      parts.push(report.slice(DATA_AT, DATA_AT + count));
      if ((report[CONTINUES_AT]! & 1) === 1) return undefined;
      const bytes = new Uint8Array(Buffer.concat(parts));
      reset();
      return { bytes, symbology: aim };
    },
    isOpen: () => parts.length > 0,
    reset,
  };
}

/** The reports of a scan, for simulators. */
export function hidPosReports({ bytes, symbology }: Scan, makersLetter = 0x73): Uint8Array[] {
  const pieces = Math.max(1, Math.ceil(bytes.length / DATA_BYTES));
  return Array.from({ length: pieces }, (_, i) => {
    const piece = bytes.subarray(i * DATA_BYTES, (i + 1) * DATA_BYTES);
    const report = new Uint8Array(REPORT_BYTES);
    report.set([REPORT_ID, piece.length, ...Buffer.from(symbology ?? ']X0', 'latin1'), ...piece]);
    report[61] = makersLetter;
    report[CONTINUES_AT] = i < pieces - 1 ? 1 : 0;
    return report;
  });
}
