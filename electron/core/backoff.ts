const FIRST_MS = 2_000;
const MOST_MS = 300_000;
const LATE_FROM_MS = 150_000;
const LATE_TRIES = 10;

/**
 * How long to wait after the `tries`-th failure, with full jitter; after ten tries within a fixed window (reliability.md
 * 3.6). `random` is in [0, 1).
 */
export function backoffMs(tries: number, random: number): number {
  if (tries > LATE_TRIES) return LATE_FROM_MS + random * (MOST_MS - LATE_FROM_MS);
  return random * Math.min(MOST_MS, FIRST_MS * 2 ** tries);
}
