import type { Scan } from './contract.ts';

/** AIM identifiers that a station meets (ISO/IEC 15424, devices.md 8.2). */
export const symbologies: Readonly<Record<string, string>> = {
  ']Q0': 'QR model 1',
  ']Q1': 'QR',
  ']Q2': 'QR with ECI',
  ']Q3': 'QR with FNC1',
  ']Q4': 'QR with FNC1 and ECI',
  ']Q5': 'QR with FNC1 in second place',
  ']Q6': 'QR with FNC1 in second place and ECI',
  ']C0': 'Code 128',
  ']C1': 'GS1-128',
  ']L0': 'PDF417',
  ']L1': 'PDF417',
  ']L2': 'PDF417',
  ']E0': 'EAN-13 or UPC',
  ']E4': 'EAN-8',
  ']A0': 'Code 39',
  ']I0': 'Interleaved 2 of 5',
  ']d1': 'Data Matrix',
  ']d2': 'GS1 Data Matrix',
  ']z0': 'Aztec',
};

export const isAim = (text: string) => /^\][A-Za-z][0-9A-Za-z]$/.test(text);

/** What the scanner is set to put behind each code. */
export type Suffix = 'none' | 'cr' | 'lf' | 'crlf' | 'tab';
export const suffixBytes: Readonly<Record<Suffix, readonly number[]>> = {
  none: [],
  cr: [0x0d],
  lf: [0x0a],
  crlf: [0x0d, 0x0a],
  tab: [0x09],
};

/** Strips exactly the configured suffix, once. */
export function withoutSuffix(bytes: Uint8Array, suffix: Suffix): Uint8Array {
  const tail = suffixBytes[suffix];
  const from = bytes.length - tail.length;
  return tail.length > 0 && from >= 0 && tail.every((byte, i) => bytes[from + i] === byte)
    ? bytes.slice(0, from)
    : bytes;
}

/** A scanner that is set to put the AIM identifier in front. */
export function withPrefixRead(bytes: Uint8Array): Scan {
  const prefix = Buffer.from(bytes.subarray(0, 3)).toString('latin1');
  return isAim(prefix) ? { bytes: bytes.slice(3), symbology: prefix } : { bytes, symbology: null };
}

/**
 * The text of a code: UTF-8 where the bytes are that, else GB 18030 (devices.md 8.4). Short GBK can pass for UTF-8: whoever
 * asked knows which it expects, and says so. `undefined` when it is neither.
 */
export function textOfScan(bytes: Uint8Array, expected: 'utf-8' | 'gb18030' = 'utf-8'): string | undefined {
  for (const encoding of [expected, 'utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // not of this encoding
    }
  }
  return undefined;
}
