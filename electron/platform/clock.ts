/** Wall time for people, monotonic time for every wait and age: wall clocks lie (reliability.md 2.2). */
export interface Clock {
  /** Wall time. */
  now(): Date;
  /** Milliseconds that only rise, from an arbitrary origin. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((wake) => {
      if (signal?.aborted) {
        wake();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        wake();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done);
    }),
};
