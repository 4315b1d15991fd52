import type { Layout } from '../use-layout.ts';

export type PostingPart = 'doubt' | 'money' | 'facts' | 'trust' | 'way';

/** What stands on which leaf. At double size: what it pays, where it is; who and what follow in full words. */
export function postingParts({ elder }: Layout, doubtful: boolean): readonly (readonly PostingPart[])[] {
  const doubt: readonly PostingPart[] = doubtful ? ['doubt'] : [];
  if (!elder) return [[...doubt, 'money', 'facts', 'trust', 'way']];
  return [...(doubtful ? [doubt] : []), ['money'], ['way'], ['trust']];
}
