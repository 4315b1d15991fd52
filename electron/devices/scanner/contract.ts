/** What was scanned: data, and never an order to go somewhere. */
export interface Scan {
  /** As they were in the code, suffix removed. The taker's to wipe. */
  readonly bytes: Uint8Array;
  /** AIM identifier such as `]Q1` (ISO/IEC 15424), or `null` where the scanner does not say. */
  readonly symbology: string | null;
}

export type ScannerState = 'ready' | 'absent';

export interface Scanner {
  onScan(listener: (scan: Scan) => void): void;
  state(): ScannerState;
  onState(listener: (state: ScannerState) => void): void;
  close(): Promise<void>;
}
