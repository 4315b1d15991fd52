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

/** Pairs that stand in nearly every text say little and cost most: they are counted only where the others leave a doubt. */
const COMMON = 0.16;

/**
 * Texts taken in so far, by pair. Tells exactly whether a new one shares more than `most` with any of them, without
 * comparing it with each: the rare pairs rule nearly all of them out.
 */
export function createBigramIndex(most: number) {
  const holders = new Map<number, number[]>();
  const texts: Uint32Array[] = [];
  let shared = new Uint16Array(1_024);

  function findAlike(pairs: Uint32Array): number | null {
    if (shared.length < texts.length) shared = new Uint16Array(texts.length * 2);
    shared.fill(0, 0, texts.length);
    const lists = [...pairs].map((pair) => holders.get(pair) ?? []).sort((a, b) => b.length - a.length);
    const common = Math.floor(pairs.length * COMMON);
    for (const list of lists.slice(common)) for (let at = 0; at < list.length; at += 1) shared[list[at]!]! += 1;
    for (let index = 0; index < texts.length; index += 1) {
      const text = texts[index]!;
      const doubtful = shared[index]! + common > most * Math.min(pairs.length, text.length);
      if (doubtful && bigramShare(pairs, text) > most) return index;
    }
    return null;
  }

  function add(pairs: Uint32Array): void {
    for (const pair of pairs) {
      const list = holders.get(pair);
      if (list) list.push(texts.length);
      else holders.set(pair, [texts.length]);
    }
    texts.push(pairs);
  }

  return { findAlike, add };
}
