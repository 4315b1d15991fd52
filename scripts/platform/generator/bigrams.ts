/** The character pairs of a text, each once. */
export function bigramsOf(text: string): Uint32Array {
  const pairs = new Set<number>();
  for (let at = 1; at < text.length; at += 1) pairs.add(text.charCodeAt(at - 1) * 65_536 + text.charCodeAt(at));
  return Uint32Array.from(pairs);
}

/** How much of the poorer text stands in the richer one too: |A ∩ B| ÷ min(|A|, |B|). */
export function bigramShare(a: Uint32Array, b: Uint32Array): number {
  const inB = new Set(b);
  return a.reduce((sum, pair) => sum + (inB.has(pair) ? 1 : 0), 0) / Math.min(a.length, b.length);
}

/** Which texts hold a pair. Sixteen bits each, because the whole index is read for every text and must stay near the processor. */
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

/** Texts taken in so far, by pair: finds the largest share with any of them exactly, without comparing with each. */
export function createBigramIndex() {
  const index = new Map<number, Holders>();
  const sizes: number[] = [];
  let shared = new Uint16Array(1_024);

  function countShared(pairs: Uint32Array): void {
    if (shared.length < sizes.length) shared = new Uint16Array(sizes.length * 2);
    shared.fill(0, 0, sizes.length);
    for (const pair of pairs) {
      const holders = index.get(pair);
      if (!holders) continue;
      const { texts, count } = holders;
      for (let at = 0; at < count; at += 1) shared[texts[at]!]! += 1;
    }
  }

  function largestShare(pairs: Uint32Array): number {
    countShared(pairs);
    let largest = 0;
    for (let text = 0; text < sizes.length; text += 1) {
      const share = shared[text]! / Math.min(pairs.length, sizes[text]!);
      if (share > largest) largest = share;
    }
    return largest;
  }

  function add(pairs: Uint32Array): void {
    if (sizes.length === MOST_TEXTS) throw new Error('more texts than sixteen bits can number');
    for (const pair of pairs) {
      let holders = index.get(pair);
      if (!holders) index.set(pair, (holders = { texts: new Uint16Array(4), count: 0 }));
      append(holders, sizes.length);
    }
    sizes.push(pairs.length);
  }

  return { largestShare, add };
}
export type BigramIndex = ReturnType<typeof createBigramIndex>;
