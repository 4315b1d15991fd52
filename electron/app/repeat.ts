import type { Clock } from '../platform/clock.ts';

/** Something that is done again and again until it is closed; it answers how long to wait before the next time. */
export interface Repeated {
  /** Do it now instead of later. */
  kick(): void;
  close(): Promise<void>;
}

export function repeat(clock: Clock, work: () => Promise<number>, onDefect: (defect: unknown) => void): Repeated {
  const AFTER_DEFECT_MS = 30_000;
  let isClosed = false;
  let waiting = new AbortController();
  let isKicked = false;

  const running = (async () => {
    while (!isClosed) {
      isKicked = false;
      let wait = AFTER_DEFECT_MS;
      try {
        wait = await work();
      } catch (defect) {
        onDefect(defect);
      }
      if (isKicked || isClosed) continue;
      waiting = new AbortController();
      await clock.sleep(wait, waiting.signal);
    }
  })();

  return {
    kick: () => {
      isKicked = true;
      waiting.abort();
    },
    close: async () => {
      isClosed = true;
      waiting.abort();
      await running;
    },
  };
}
