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

export type Neighbour = { index: number; share: number };

/** Texts taken in so far, by pair, so that the likest of them is found exactly without comparing with each. */
export function createBigramIndex() {
  const holders = new Map<number, number[]>();
  const sizes: number[] = [];
  let shared = new Uint16Array(1_024);

  function likest(pairs: Uint32Array): Neighbour | null {
    if (shared.length < sizes.length) shared = new Uint16Array(sizes.length * 2);
    shared.fill(0, 0, sizes.length);
    for (const pair of pairs) {
      const list = holders.get(pair);
      if (list) for (let at = 0; at < list.length; at += 1) shared[list[at]!]! += 1;
    }
    let best: Neighbour | null = null;
    for (let index = 0; index < sizes.length; index += 1) {
      const share = shared[index]! / Math.min(pairs.length, sizes[index]!);
      if (best === null || share > best.share) best = { index, share };
    }
    return best;
  }

  function add(pairs: Uint32Array): void {
    for (const pair of pairs) {
      const list = holders.get(pair);
      if (list) list.push(sizes.length);
      else holders.set(pair, [sizes.length]);
    }
    sizes.push(pairs.length);
  }

  return { likest, add };
}
export type BigramIndex = ReturnType<typeof createBigramIndex>;
