import iconv from 'iconv-lite';

/** The mark that printers themselves use for a letter they lack. */
const MISSING = '〓';
// Controls would be commands to the printer; the odd spaces have no cell in its font.
const NO_CELL_OF_ITS_OWN = /[\p{Cc}\u00a0\u2000-\u200b\u202f\u2028\u2029\ufeff]/gu;
/** Of private use, halved or assigned to nothing: no font knows what it looks like. */
const NO_LETTER = /[\p{Co}\p{Cs}\p{Cn}]/gu;

export const encodeText = (text: string): Uint8Array => new Uint8Array(iconv.encode(text, 'gb18030'));

/** What can stand on paper at all. */
export const printableText = (text: string): string =>
  text.replaceAll(NO_CELL_OF_ITS_OWN, ' ').replaceAll(NO_LETTER, MISSING);

/** What the ROM font of a printer holds, a row of its configuration: GBK in most, GB 2312 in the cheapest (devices.md 9.1). */
export type FontCoverage = 'gbk' | 'gb2312';

const isGb2312 = ([row = 0, cell = 0]: Uint8Array) => row >= 0xa1 && row <= 0xf7 && cell >= 0xa1;

/** Whether the printer writes every letter itself; otherwise the line is drawn. */
export function fontHas(text: string, coverage: FontCoverage): boolean {
  return Array.from(text).every((letter) => {
    if (letter < '\u0080') return true;
    const bytes = encodeText(letter);
    // Letters that came to GB 18030 later have two bytes as well (䶮) or four: GBK's own table decides.
    if (bytes.length !== 2 || iconv.decode(Buffer.from(bytes), 'cp936') !== letter) return false;
    return coverage === 'gbk' || isGb2312(bytes);
  });
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
