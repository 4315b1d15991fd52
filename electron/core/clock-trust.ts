const FRESH_MS = 24 * 3_600_000;
const STEP_MS = 2 * 60_000;

/**
 * Is the wall clock believed? When the platform agreed with it within two minutes, less than a day ago by the clock that
 * cannot be set (reliability.md 2.2).
 */
export function trustsClock(
  wall: number,
  monotonic: number,
  heard: { readonly platformTime: number; readonly monotonic: number } | undefined,
): boolean {
  if (!heard || monotonic - heard.monotonic > FRESH_MS) return false;
  const expected = heard.platformTime + (monotonic - heard.monotonic);
  return Math.abs(wall - expected) < STEP_MS;
}
