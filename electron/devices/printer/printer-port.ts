/** The least a driver needs of a way to the printer. Real: tcp-port.ts, file-port.ts. */
export interface PrinterPort {
  /** Whether anything comes back on this way at all. */
  readonly answers: boolean;
  connected(): boolean;
  /** True when the bytes were handed over; never rejects: a write that fails is a lost printer, and `onLost` tells it. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** Called at every connection, and at once when there is one already. */
  onOpen(listener: () => void): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  onLost(listener: () => void): void;
  close(): Promise<void>;
}

/** After a loss, or a connection that did not come about, the port tries again; it never gives up. */
export const REOPEN_MS = 1_000;
