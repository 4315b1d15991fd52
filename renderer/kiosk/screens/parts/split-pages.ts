export interface Block {
  readonly kind: string;
  readonly text: string;
}

/** A block, or what of it stands on one page. */
export interface Piece extends Block {
  /** It goes on on the next page. */
  readonly cut: boolean;
  /** It began on the page before. */
  readonly resumed: boolean;
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
/** A character outside the basic plane is two units and must not be torn. */
const whole = (text: string, at: number) => (isLowSurrogate(text.charCodeAt(at)) ? at + 1 : at);
const isHeading = (piece: Piece | undefined) => piece?.kind === 'heading';

/** The longest beginning that fits; at least one character, so that every page brings the reader on. */
function longestThatFits(text: string, fits: (length: number) => boolean): number {
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/**
 * Fills page after page: whole blocks while they fit, then as much of the next one as goes in. Joined again, the pieces
 * are the text, character for character.
 */
export function* splitPages(
  blocks: readonly Block[],
  fits: (page: readonly Piece[]) => boolean,
): Generator<readonly Piece[], void> {
  const rest: Piece[] = blocks.filter(({ text }) => text !== '').map((b) => ({ ...b, cut: false, resumed: false }));
  let page: Piece[] = [];
  while (rest.length > 0) {
    const next = rest[0]!;
    if (fits([...page, next])) {
      page.push(next);
      rest.shift();
      continue;
    }
    const { text } = next;
    let length = longestThatFits(text, (n) =>
      fits([...page, { ...next, text: text.slice(0, whole(text, n)), cut: true }]),
    );
    if (length === 0 && page.length === 0) length = 1;
    length = length === 0 ? 0 : whole(text, length);
    if (length >= text.length) {
      page.push(next);
      rest.shift();
    } else if (length > 0 && (!isHeading(next) || page.length === 0)) {
      page.push({ ...next, text: text.slice(0, length), cut: true });
      rest[0] = { ...next, text: text.slice(length), resumed: true };
    }
    // A heading stands with what it heads.
    const orphan = page.length > 1 && isHeading(page.at(-1)) && page.at(-1)?.cut === false ? page.pop() : undefined;
    if (orphan) rest.unshift(orphan);
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
