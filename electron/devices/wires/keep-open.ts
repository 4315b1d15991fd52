import type { Clock } from '../../platform/clock.ts';
import type { OpenWire, Wire } from './wire.ts';

/** Between two tries to open an absent device: back within 3 s of being plugged in, as there are no plug events. */
export const REOPEN_MS = 1000;

interface Opened {
  readonly lost: Promise<void>;
  close(): Promise<void>;
}

export interface KeptOpen {
  /** After the first try, whether it found the device or not. */
  readonly tried: Promise<void>;
  close(): Promise<void>;
}

/** Opens the device, and opens it again whenever it was lost. `onOpened` is told `undefined` when it is gone. */
export function keepOpen<T extends Opened>(
  open: OpenWire,
  over: (wire: Wire) => T,
  onOpened: (opened: T | undefined) => void,
  clock: Clock,
): KeptOpen {
  const closing = new AbortController();
  const closed = new Promise<void>((resolve) => closing.signal.addEventListener('abort', () => resolve()));
  let tellTried: () => void = () => undefined;
  const tried = new Promise<void>((resolve) => (tellTried = resolve));

  async function run() {
    while (!closing.signal.aborted) {
      const opening = open();
      const wire = await Promise.race([opening, closed.then(() => 'closed' as const)]);
      if (wire === 'closed') {
        void opening.then((late) => late?.close());
        break;
      }
      const opened = wire && over(wire);
      if (opened) onOpened(opened);
      tellTried();
      if (opened) {
        await Promise.race([opened.lost, closed]);
        onOpened(undefined);
        await opened.close();
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
