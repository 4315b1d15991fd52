import { fail } from '../../shared/failure.ts';
import type { SheetPrinter } from './a4-printer/contract.ts';
import type { CardReader } from './card-reader/contract.ts';
import type { Scanner } from './scanner/contract.ts';
import type { SlipPrinter } from './printer/contract.ts';

/** A station without the device: everything says so, nothing waits for it. */
export const absentCardReader: CardReader = {
  read: async () => fail('reader/disconnected', 'no reader is configured'),
  presence: async () => 'unknown',
  about: async () => [],
  state: () => 'absent',
  onState: () => undefined,
  close: async () => undefined,
};

export const absentScanner: Scanner = {
  onScan: () => undefined,
  state: () => 'absent',
  onState: () => undefined,
  close: async () => undefined,
};

export const absentPrinter: SlipPrinter = {
  print: async () => fail('printer/disconnected', 'no printer is configured'),
  about: async () => [],
  state: () => 'absent',
  onState: () => undefined,
  close: async () => undefined,
};

export const absentSheetPrinter: SheetPrinter = {
  print: async () => fail('printer/disconnected', 'no printer is configured'),
  purge: async () => undefined,
  about: async () => [],
  state: () => 'absent',
  onState: () => undefined,
  close: async () => undefined,
};
