/**
 * What a slip says, line by line, before any printer language. One paper: 80 mm, 576 dots of 8 to the millimetre.
 * Sizes are names; how many dots each takes is the printer's affair (look/README.md, "Paper").
 */
export type SlipLine =
  /** Head of every slip: station at the left, time at the right, a rule below. */
  | { readonly kind: 'station'; readonly name: string; readonly time: string }
  /** 已收下. */
  | { readonly kind: 'title'; readonly text: string }
  /** The number that people say aloud, as large as the paper takes. */
  | { readonly kind: 'number'; readonly text: string }
  /** An ordinary line, 12 characters wide. */
  | { readonly kind: 'text'; readonly text: string; readonly bold?: boolean }
  /** White on black, centred: 不收任何钱. */
  | { readonly kind: 'inverse'; readonly text: string }
  /** A code of alphanumeric mode, with words below it. */
  | { readonly kind: 'qr'; readonly payload: string; readonly caption: string }
  | { readonly kind: 'rule' };

export interface Slip {
  readonly lines: readonly SlipLine[];
}
