const SMALLEST = 200;
const SHARE = 0.05;
const TOLERANCE = 0.01;

/**
 * May so many rows of a kind go within one window without a word? A platform that suddenly deletes much is not believed
 * without a second look (reliability.md 2.4).
 */
export const isOrdinary = (removals: number, live: number): boolean => removals <= Math.max(SMALLEST, live * SHARE);

/** Is this the deletion that the platform announced? Its count must fit within one per cent (reliability.md 2.4). */
export const matchesAnnouncement = (removals: number, announced: number): boolean =>
  Math.abs(announced - removals) <= removals * TOLERANCE;
