import type { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/result.ts';
import type { Slip } from '../../../shared/slips/layout.ts';

export type PrintFailure = Failure<
  | 'printer/disconnected'
  | 'printer/paper-end'
  | 'printer/cover-open'
  | 'printer/jam'
  | 'printer/unknown'
  | 'printer/enough'
>;

/** `printing` after the bytes are written, `cut` when the printer itself says that it has processed the cut. */
export type PrintProgress = 'printing' | 'cut';

/** `probably`: this model cannot say; the time for it has gone by, online, without an error and with paper. */
export type PrintOutcome = 'cut' | 'probably';

export type PrinterState = 'ready' | 'paper-low' | 'absent' | 'paper-end' | 'cover-open' | 'jam';

export interface SlipPrinter {
  /** Resolves when the printer has confirmed the cut, or never will, and not before (devices.md 9.5). One slip at a time. */
  print(slip: Slip, onProgress?: (progress: PrintProgress) => void): Promise<Result<PrintOutcome, PrintFailure>>;
  /** What it says of itself, for technicians: how it tells the end of a slip. */
  about(): Promise<readonly string[]>;
  state(): PrinterState;
  onState(listener: (state: PrinterState) => void): void;
  close(): Promise<void>;
}
