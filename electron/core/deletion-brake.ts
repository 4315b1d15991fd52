const SMALLEST = 200;
const SHARE = 0.05;
const TOLERANCE = 0.01;

/**
 * May so many rows of a kind go within one window? A platform that suddenly deletes much is not believed without a second
 * look; with an announcement whose count fits within one per cent it is (reliability.md 2.4).
 */
export function believesDeletion(removals: number, live: number, announced: number | null): boolean {
  if (removals <= Math.max(SMALLEST, live * SHARE)) return true;
  return announced !== null && Math.abs(announced - removals) <= removals * TOLERANCE;
}
