/** A source of chance that always tells the same story for the same seed. */
export type Random = {
  /** In [0, 1). */
  next: () => number;
  /** Whole, both ends included. */
  int: (from: number, to: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  weighted: <T>(from: readonly (readonly [T, number])[]) => T;
};

/** mulberry32: 32 bits of state, which is plenty for invented vacancies. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error('nothing to pick from');
    return from[int(0, from.length - 1)] as T;
  };
  const weighted = <T>(from: readonly (readonly [T, number])[]): T => {
    let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
    const found = from.find(([, weight]) => (left -= weight) < 0) ?? from.at(-1);
    if (found === undefined) throw new Error('nothing to weigh');
    return found[0];
  };
  return { next, int, chance: (share) => next() < share, pick, weighted };
}

/** A child seed, so that asking for more events never changes the postings. */
export function seedFor(seed: number, subject: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let at = 0; at < subject.length; at += 1) hash = Math.imul(hash ^ subject.charCodeAt(at), 16_777_619);
  return hash >>> 0;
}
