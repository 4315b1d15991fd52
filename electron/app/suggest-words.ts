import { pinyin } from 'pinyin-pro';

const MOST = 24;
const HAN_PAIRS = /(?=(\p{Script=Han}{2}))/gu;

interface Sounded {
  readonly word: string;
  readonly full: string;
  readonly initials: string;
}

/** Two-character words of a text by their sound, most frequent first. */
export function soundIndex(text: string): (letters: string) => string[] {
  const counts = new Map<string, number>();
  for (const [, pair] of text.matchAll(HAN_PAIRS)) counts.set(pair!, (counts.get(pair!) ?? 0) + 1);
  const words: Sounded[] = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([word]) => {
      const syllables = pinyin(word, { toneType: 'none', type: 'array', v: true });
      return { word, full: syllables.join(''), initials: syllables.map((syllable) => syllable[0] ?? '').join('') };
    });
  return (letters) => {
    const hits = words.filter(({ full, initials }) => full.startsWith(letters) || initials === letters);
    // Who typed a whole sound means it: whole matches stand before mere beginnings.
    const whole = hits.filter(({ full, initials }) => full === letters || initials === letters);
    return [...new Set([...whole, ...hits])].slice(0, MOST).map(({ word }) => word);
  };
}
