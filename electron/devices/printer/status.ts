import type { PrinterState, PrintFailure } from './contract.ts';
import { isOnline, offlineCauses, printerErrors, rollPaper, type Paper, type PrinterError } from './escpos.ts';

/** Answers to DLE EOT 1 to 4; 2 and 3 only where they were asked (devices.md 9.3). */
export interface StatusBytes {
  readonly printer: number;
  readonly offline: number | undefined;
  readonly error: number | undefined;
  readonly paper: number;
}

export function printerState({ printer, offline, error, paper }: StatusBytes): PrinterState {
  const roll = rollPaper(paper);
  const causes = offline === undefined ? [] : offlineCauses(offline);
  const errors = error === undefined ? [] : printerErrors(error);
  // First the cover: many printers see no paper while it is open, and closing it is what helps.
  if (causes.includes('cover-open')) return 'cover-open';
  if (roll === 'end' || causes.includes('paper-end')) return 'paper-end';
  // A finger on the feed button and a hot head pass by themselves: the job waits.
  const passing = causes.includes('feed-button') || (errors.length === 1 && errors[0] === 'auto-recoverable');
  if (!isOnline(printer) && !passing) return 'jam';
  return roll === 'near-end' ? 'paper-low' : 'ready';
}

/** The four bytes that GS a pushes at every change (devices.md 9.4); some printers do so from a switch. */
export interface PushedStatus {
  readonly online: boolean;
  readonly coverOpen: boolean;
  readonly errors: readonly PrinterError[];
  readonly paper: Paper;
}

export function pushedStatus([first = 0, second = 0, third = 0]: Uint8Array): PushedStatus {
  return {
    online: !(first & 0x08),
    coverOpen: (first & 0x20) !== 0,
    errors: printerErrors(second),
    paper: (third & 0x0c) !== 0 ? 'end' : (third & 0x03) !== 0 ? 'near-end' : 'ok',
  };
}

/** `undefined` where a push does not say why: some printers send zeros there (devices.md 9.4), and must be asked. */
export function stateOfPushed({ online, coverOpen, errors, paper }: PushedStatus): PrinterState | undefined {
  if (coverOpen) return 'cover-open';
  if (paper === 'end') return 'paper-end';
  if (!online) return errors.some((error) => error !== 'auto-recoverable') ? 'jam' : undefined;
  return paper === 'near-end' ? 'paper-low' : 'ready';
}

const troubles: Partial<Record<PrinterState, PrintFailure['code']>> = {
  'paper-end': 'printer/paper-end',
  'cover-open': 'printer/cover-open',
  jam: 'printer/jam',
};

/** The failure that a state means for a slip, if any. */
export const troubleOf = (state: PrinterState | undefined) => (state ? troubles[state] : undefined);
