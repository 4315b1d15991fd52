import type { Clock } from './clock.ts';

export interface ManualClock extends Clock {
  /** Lets `ms` pass: sleepers wake in the order of their time, each with its consequences settled. */
  advance(ms: number): Promise<void>;
  /** The wall clock jumps; monotonic time does not notice. */
  jump(ms: number): void;
}

// A sleeper's consequences run in promise jobs; this many turns settles chains of awaits without knowing their length.
const SETTLE_TURNS = 50;

/** A clock that stands still until the test moves it. Nobody sleeps in a test. */
export function manualClock(startsAt: string): ManualClock {
  let monotonic = 0;
  let wall = Date.parse(startsAt);
  let sleepers: { at: number; wake: () => void }[] = [];

  const settle = async () => {
    for (let turn = 0; turn < SETTLE_TURNS; turn++) await Promise.resolve();
    await new Promise((next) => setImmediate(next));
  };

  return {
    now: () => new Date(wall),
    monotonic: () => monotonic,
    sleep: (ms, signal) =>
      new Promise((wake) => {
        const sleeper = { at: monotonic + ms, wake };
        if (signal?.aborted) {
          wake();
          return;
        }
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          wake();
        });
      }),
    advance: async (ms) => {
      const end = monotonic + ms;
      await settle();
      for (;;) {
        const next = sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        wall += next.at - monotonic;
        monotonic = next.at;
        sleepers = sleepers.filter((other) => other !== next);
        next.wake();
        await settle();
      }
      wall += end - monotonic;
      monotonic = end;
      await settle();
    },
    jump: (ms) => void (wall += ms),
  };
}
