import type { Random } from './random.ts';

// A phrase is a sentence with holes: {2-6} a number, {30-60/5} one in steps, {扫|拖} a choice, {street} a fact of the posting.

export type Facts = Readonly<Record<string, string>>;
type Piece = (random: Random, facts: Facts) => string;

const known = new Map<string, readonly Piece[]>();

function pieceFor(hole: string): Piece {
  const range = /^(\d+)-(\d+)(?:\/(\d+))?$/.exec(hole);
  if (range) {
    const [from, to, step] = [Number(range[1]), Number(range[2]), Number(range[3] ?? 1)];
    return (random) => String(from + step * random.int(0, Math.floor((to - from) / step)));
  }
  if (hole.includes('|')) {
    const choices = hole.split('|');
    return (random) => random.pick(choices);
  }
  return (_, facts) => {
    const fact = facts[hole];
    if (fact === undefined) throw new Error(`no fact for {${hole}}`);
    return fact;
  };
}

function compile(phrase: string): readonly Piece[] {
  return phrase.split(/\{([^}]*)\}/).map((part, index): Piece => (index % 2 === 0 ? () => part : pieceFor(part)));
}

export function fill(phrase: string, random: Random, facts: Facts): string {
  let pieces = known.get(phrase);
  if (!pieces) {
    pieces = compile(phrase);
    known.set(phrase, pieces);
  }
  return pieces.reduce((text, piece) => text + piece(random, facts), '');
}
