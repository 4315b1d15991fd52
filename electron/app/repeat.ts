import type { Clock } from '../platform/clock.ts';

/** Something that is done again and again until it is closed; it answers how long to wait before the next time. */
export interface Repeated {
  /** Do it now instead of later. */
  kick(): void;
  close(): Promise<void>;
}

export function repeat(clock: Clock, work: () => Promise<number>, onDefect: (defect: unknown) => void): Repeated {
  const AFTER_DEFECT_MS = 30_000;
  const closing = new AbortController();
  let kicked = new AbortController();

  const running = (async () => {
    while (!closing.signal.aborted) {
      // Made before the work: a kick that comes in the middle of it is not lost.
      kicked = new AbortController();
      let wait = AFTER_DEFECT_MS;
      try {
        wait = await work();
      } catch (defect) {
        onDefect(defect);
      }
      await clock.sleep(wait, AbortSignal.any([kicked.signal, closing.signal]));
    }
  })();

  return {
    kick: () => kicked.abort(),
    close: async () => {
      closing.abort();
      await running;
    },
  };
}
