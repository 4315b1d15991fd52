import type { Layout } from '../use-layout.ts';

export type PostingPart = 'money' | 'facts' | 'trust' | 'way';

/** What stands on which leaf. At double size: what it pays, where it is; who and what follow in full words. */
export const postingParts = ({ elder }: Layout): readonly (readonly PostingPart[])[] =>
  elder ? [['money'], ['way', 'trust']] : [['money', 'facts', 'trust', 'way']];
