import type { Clock } from '../../platform/clock.ts';
import type { HidPort } from '../hid-port.ts';
import type { Line } from './line.ts';

/** Between two tries to open an absent reader: back within 3 s of being plugged in, as node-hid has no plug event. */
export const REOPEN_MS = 1000;

export interface KeptOpen {
  /** After the first try, whether it found the reader or not. */
  readonly tried: Promise<void>;
  close(): Promise<void>;
}

/** Opens the reader, and opens it again whenever it was lost. `onLine` gets the line, or `undefined` when it is gone. */
export function keepOpen(
  open: () => Promise<HidPort | undefined>,
  lineOver: (port: HidPort) => Line,
  onLine: (line: Line | undefined) => void,
  clock: Clock,
): KeptOpen {
  const closing = new AbortController();
  const closed = new Promise<void>((resolve) => closing.signal.addEventListener('abort', () => resolve()));
  let tellTried: () => void = () => undefined;
  const tried = new Promise<void>((resolve) => (tellTried = resolve));

  async function run() {
    while (!closing.signal.aborted) {
      const port = await open();
      const line = port && lineOver(port);
      if (line) onLine(line);
      tellTried();
      if (line) {
        await Promise.race([line.lost, closed]);
        onLine(undefined);
        await line.close();
      }
      await clock.sleep(REOPEN_MS, closing.signal);
    }
  }
  const running = run();

  return {
    tried,
    close: async () => {
      closing.abort();
      await running;
    },
  };
}
