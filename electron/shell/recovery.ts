const WAITS_MS = [0, 1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** How long to wait before the screen is started for the `attempt`-th time in a row, from 0; for ever (reliability.md 2.5). */
export const restartWaitMs = (attempt: number): number => WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)]!;
