import { appendFile } from 'node:fs/promises';
import type { Clock } from '../../platform/clock.ts';
import { REOPEN_MS, type PrinterPort } from './printer-port.ts';

/** A way without return: a print server's device, or a plain file. Nothing ever says that a slip was cut. */
export function openFilePort(path: string, clock: Clock): PrinterPort {
  const closing = new AbortController();
  let connected = false;
  let opened: () => void = () => {};
  let lost: () => void = () => {};

  const append = (bytes: Uint8Array) =>
    appendFile(path, bytes).then(
      () => true,
      () => false,
    );

  async function open() {
    while (!closing.signal.aborted) {
      if (await append(new Uint8Array())) {
        connected = true;
        opened();
        return;
      }
      await clock.sleep(REOPEN_MS, closing.signal);
    }
  }
  let opening = open();

  return {
    answers: false,
    connected: () => connected,
    write: async (bytes) => {
      const written = connected && (await append(bytes));
      if (!written && connected) {
        connected = false;
        lost();
        opening = open();
      }
      return written;
    },
    onOpen: (listener) => {
      opened = listener;
      if (connected) listener();
    },
    onData: () => {},
    onLost: (listener) => void (lost = listener),
    close: async () => {
      closing.abort();
      await opening;
      connected = false;
    },
  };
}
