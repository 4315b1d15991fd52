import type { Clock } from '../../platform/clock.ts';
import { keepOpen } from '../wires/keep-open.ts';
import type { OpenWire, Wire } from '../wires/wire.ts';

/** A way to the printer that is opened again whenever it was lost. */
export interface PrinterPort {
  /** Whether anything comes back on this way at all. */
  readonly answers: boolean;
  connected(): boolean;
  /** True when the bytes were handed over; never rejects: a write that fails is a lost printer, and `onLost` tells it. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** What was handed over to the wire and not taken yet is dropped. */
  abandon(): void;
  /** Called at every connection, and at once when there is one already. */
  onOpen(listener: () => void): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  onLost(listener: () => void): void;
  close(): Promise<void>;
}

export function keepPrinterPort(
  open: OpenWire,
  { clock, answers }: { readonly clock: Clock; readonly answers: boolean },
): PrinterPort {
  let way: Pick<Wire, 'write' | 'abandon'> | undefined;
  let opened: () => void = () => undefined;
  let heard: (bytes: Uint8Array) => void = () => undefined;
  let lost: () => void = () => undefined;

  const kept = keepOpen(
    open,
    (wire) => {
      wire.onBytes((bytes) => heard(bytes));
      return {
        wire,
        lost: new Promise<void>((resolve) => wire.onLost(resolve)),
        close: () => wire.close(),
      };
    },
    (now) => {
      way = now?.wire;
      if (now) opened();
      else lost();
    },
    clock,
  );

  return {
    answers,
    connected: () => way !== undefined,
    write: async (bytes) => (way ? way.write(bytes) : false),
    abandon: () => way?.abandon?.(),
    onOpen: (listener) => {
      opened = listener;
      if (way) listener();
    },
    onData: (listener) => void (heard = listener),
    onLost: (listener) => void (lost = listener),
    close: async () => {
      await kept.close();
    },
  };
}
