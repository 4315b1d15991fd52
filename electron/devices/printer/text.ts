import iconv from 'iconv-lite';

/** The mark that printers themselves use for a letter they lack. */
const MISSING = '〓';
// Controls would be commands to the printer; the odd spaces have no cell in its font.
const NO_CELL_OF_ITS_OWN = /[\p{Cc}\u00a0\u2000-\u200b\u202f\u2028\u2029\ufeff]/gu;
const PRIVATE_USE = /\p{Co}/u;

export const encodeText = (text: string): Uint8Array => new Uint8Array(iconv.encode(text, 'gb18030'));

export interface PrintableText {
  readonly text: string;
  /** Letters that the ROM font cannot have: four bytes in GB 18030, or private use (devices.md 9.1). */
  readonly replaced: readonly string[];
}

export function printableText(text: string): PrintableText {
  const replaced: string[] = [];
  const letters = Array.from(text.replaceAll(NO_CELL_OF_ITS_OWN, ' '), (letter) => {
    if (encodeText(letter).length <= 2 && !PRIVATE_USE.test(letter)) return letter;
    replaced.push(letter);
    return MISSING;
  });
  return { text: letters.join(''), replaced };
}

/** Half-width columns: what has two bytes takes a square cell. */
export const columns = (text: string) => {
  let sum = 0;
  for (const letter of text) sum += letter < '\u0080' ? 1 : 2;
  return sum;
};

// What stays on one line: a number with its hyphens, a phone number's groups, a word; brackets and stops with their letter.
const ATOM =
  /[（《“‘「【]*(?:[\d-]+(?:[:./][\d-]+)*(?: \d{3,4}(?!\d)){0,2}|[A-Za-z]+|.)[，。、？！：；）》”’」】·,.?!]*/gsu;

/** Breaks text to lines of at most `width` columns. Spaces at a break are dropped, nothing else. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [atom] of text.matchAll(ATOM)) {
    const pieces = columns(atom) > width ? Array.from(atom) : [atom];
    for (const piece of pieces) {
      if (columns(line + piece) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      const spaceAtBreak = line === '' && lines.length > 0 && piece === ' ';
      if (!spaceAtBreak) line += piece;
    }
  }
  return [...lines, line.trimEnd()];
}
