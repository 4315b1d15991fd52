/** The character pairs of a text, each once and as one signed number: beyond 31 bits, maps and sets become slow. */
export function bigramsOf(text: string): Int32Array {
  const pairs = new Set<number>();
  for (let at = 1; at < text.length; at += 1) pairs.add((text.charCodeAt(at - 1) << 16) | text.charCodeAt(at));
  return Int32Array.from(pairs);
}

/** How much of the poorer text stands in the richer one too: |A ∩ B| ÷ min(|A|, |B|). */
export function bigramShare(a: Int32Array, b: Int32Array): number {
  const inB = new Set(b);
  return a.reduce((sum, pair) => sum + (inB.has(pair) ? 1 : 0), 0) / Math.min(a.length, b.length);
}

/** Which texts hold a pair. Sixteen bits each: the index is read whole for every text and must stay near the processor. */
type Holders = { texts: Uint16Array; count: number };

const MOST_TEXTS = 65_535;

function append(holders: Holders, text: number): void {
  if (holders.count === holders.texts.length) {
    const wider = new Uint16Array(holders.count * 2);
    wider.set(holders.texts);
    holders.texts = wider;
  }
  holders.texts[holders.count] = text;
  holders.count += 1;
}

/** Texts taken in so far, by pair: tells exactly whether a new one is too like any, without comparing it with each. */
export function createBigramIndex() {
  const index = new Map<number, Holders>();
  const sizes = new Uint16Array(MOST_TEXTS);
  const shared = new Uint16Array(MOST_TEXTS);
  let texts = 0;
  let smallest = Infinity;

  function countShared(pairs: Int32Array): void {
    shared.fill(0, 0, texts);
    for (const pair of pairs) {
      const holders = index.get(pair);
      if (!holders) continue;
      const { texts: list, count } = holders;
      for (let at = 0; at < count; at += 1) shared[list[at]!]! += 1;
    }
  }

  /** Whether more than `most` of its pairs, or of the other's, are shared with a text taken in. */
  function isLikeAny(pairs: Int32Array, most: number): boolean {
    countShared(pairs);
    // So few are below the limit of every text; this spares nearly all of them the multiplication.
    const harmless = most * Math.min(pairs.length, smallest);
    for (let text = 0; text < texts; text += 1) {
      const both = shared[text]!;
      if (both > harmless && both > most * Math.min(pairs.length, sizes[text]!)) return true;
    }
    return false;
  }

  function add(pairs: Int32Array): void {
    if (texts === MOST_TEXTS) throw new Error('more texts than sixteen bits can number');
    for (const pair of pairs) {
      let holders = index.get(pair);
      if (!holders) index.set(pair, (holders = { texts: new Uint16Array(4), count: 0 }));
      append(holders, texts);
    }
    sizes[texts] = pairs.length;
    smallest = Math.min(smallest, pairs.length);
    texts += 1;
  }

  return { isLikeAny, add };
}
export type BigramIndex = ReturnType<typeof createBigramIndex>;
