import type { Clock } from '../platform/clock.ts';

/** Something that is done again and again until it is closed; it answers how long to wait before the next time. */
export interface Repeated {
  /** Do it now instead of later. */
  kick(): void;
  close(): Promise<void>;
}

export function repeat(clock: Clock, work: () => Promise<number>, onDefect: (defect: unknown) => void): Repeated {
  const AFTER_DEFECT_MS = 30_000;
  const state = { isClosed: false, isKicked: false };
  let waiting = new AbortController();

  const running = (async () => {
    while (!state.isClosed) {
      state.isKicked = false;
      let wait = AFTER_DEFECT_MS;
      try {
        wait = await work();
      } catch (defect) {
        onDefect(defect);
      }
      if (state.isKicked || state.isClosed) continue;
      waiting = new AbortController();
      await clock.sleep(wait, waiting.signal);
    }
  })();

  return {
    kick: () => {
      state.isKicked = true;
      waiting.abort();
    },
    close: async () => {
      state.isClosed = true;
      waiting.abort();
      await running;
    },
  };
}
