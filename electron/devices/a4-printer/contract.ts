import type { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/result.ts';

export type SheetFailure = Failure<
  'printer/disconnected' | 'printer/paper-end' | 'printer/cover-open' | 'printer/jam' | 'printer/unknown'
>;

export type SheetPrinterState = 'ready' | 'paper-low' | 'absent' | 'paper-end' | 'cover-open' | 'jam';

/** A printer for whole sheets, behind a print service. */
export interface SheetPrinter {
  /** Resolves when the service says that the job is done: with most printers that is before the sheet is out. */
  print(pdf: Uint8Array, title: string): Promise<Result<'handed-over', SheetFailure>>;
  /** The end of a visit: nothing of anybody stays in the spool. */
  purge(): Promise<void>;
  about(): Promise<readonly string[]>;
  state(): SheetPrinterState;
  onState(listener: (state: SheetPrinterState) => void): void;
  close(): Promise<void>;
}
