import type { Policy, PolicyBlock } from '../../../shared/domain/policy.ts';

// Published documents come as text whose lines were broken by a page layout. The words are kept exactly; only the breaks
// are mended, and each piece gets the place that it has in an official document (GB/T 9704: 标题、层次序数、成文日期).
const METADATA = /^(名称|索引号|发布机构|联合发文单位|发文字号|主题|成文日期|发文日期|有效性)：(.*)$/;
const EDITOR_MARK = /^\[bookmark:.*\]$/;
const HEADING = /^[一二三四五六七八九十]+、/;
const CLAUSE = /^（[一二三四五六七八九十]+）/;
const ITEM = /^(\d+[.．、]|[①-⑳]|附件[：:]|联系人|联系电话)/;
const DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const NUMBER = /^\S{2,20}[〔[]\d{4}[〕\]]\d+号$/;
const TITLE_WORDS = /(通知|标准|指引|计划|办法|方案|意见|细则|公告|规定|条例)(（.*）)?$/;
const SENTENCE_END = /[。；：！？”）]$/;
const LONGEST_TITLE = 60;

const squeezed = (line: string) => line.replace(/[\s\u3000\u00a0]+/g, '');
const unclosed = (line: string) => (line.match(/《/g)?.length ?? 0) > (line.match(/》/g)?.length ?? 0);

type Metadata = ReadonlyMap<string, string>;

/** Lines without layout, and what stands in the catalogue head of a published page. */
function readLines(source: string): { lines: string[]; metadata: Metadata } {
  const metadata = new Map<string, string>();
  const lines: string[] = [];
  for (const raw of source.split(/\r?\n/)) {
    // Two offices sign side by side: what stands far apart on the page stays apart.
    const line = raw
      .replace(/[\u3000\u00a0]/g, ' ')
      .trim()
      .replace(/\s{2,}/g, '\u3000');
    const [, key, value] = METADATA.exec(squeezed(line)) ?? [];
    if (key !== undefined) metadata.set(key, value ?? '');
    else if (line !== '' && !EDITOR_MARK.test(line)) lines.push(line);
  }
  return { lines, metadata };
}

const startsAnew = (line: string) => [HEADING, CLAUSE, ITEM, DATE].some((pattern) => pattern.test(line));

/** Joins a line to the one before when the page, not the author, had broken it. */
function mendBreaks(lines: readonly string[]): string[] {
  const mended: string[] = [];
  for (const line of lines) {
    const before = mended.at(-1);
    const inTitle = before !== undefined && (unclosed(before) || (/^（.*）$/.test(line) && TITLE_WORDS.test(before)));
    const inSentence =
      before !== undefined &&
      before.length >= 20 &&
      !SENTENCE_END.test(before) &&
      !startsAnew(line) &&
      !isTitle(before);
    if (before !== undefined && (inTitle || inSentence)) mended[mended.length - 1] = before + line;
    else mended.push(line);
  }
  return mended;
}

const isTitle = (line: string) =>
  line.length <= LONGEST_TITLE && TITLE_WORDS.test(line) && !startsAnew(line) && !/[，。]/.test(line);

function kindOf(line: string, next: string | undefined): PolicyBlock['kind'] {
  if (HEADING.test(line) && line.length <= LONGEST_TITLE) return 'heading';
  if (CLAUSE.test(line)) return 'clause';
  if (isTitle(line)) return 'title';
  if (DATE.test(squeezed(line)) || NUMBER.test(squeezed(line))) return 'signature';
  const closesLetter = next !== undefined && DATE.test(squeezed(next)) && !SENTENCE_END.test(line);
  return closesLetter ? 'signature' : 'paragraph';
}

function toDay(text: string | undefined): string | null {
  const [, year, month, day] = DATE.exec(squeezed(text ?? '')) ?? [];
  return year === undefined ? null : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
}

/** One published document, whole. `undefined` when the text holds no word of one. */
export function readPolicyDocument(id: string, source: string): Policy | undefined {
  const { lines, metadata } = readLines(source);
  const mended = mendBreaks(lines);
  if (mended.length === 0) return undefined;
  const blocks = mended.map((line, i) => ({ kind: kindOf(line, mended[i + 1]), text: line }));
  const signatures = blocks.filter(({ kind }) => kind === 'signature').map(({ text }) => squeezed(text));
  // A covering letter stands before what it sends: the last title names the document itself.
  const title = blocks.filter(({ kind }) => kind === 'title').at(-1)?.text ?? metadata.get('名称') ?? mended[0]!;
  return {
    id,
    version: 1,
    title: title.slice(0, 200),
    issuer: metadata.get('发布机构') ?? signatures.find((text) => !DATE.test(text) && !NUMBER.test(text)) ?? null,
    documentNumber: metadata.get('发文字号') ?? signatures.find((text) => NUMBER.test(text)) ?? null,
    issuedOn: toDay(metadata.get('成文日期')) ?? toDay(signatures.find((text) => DATE.test(text))),
    sample: false,
    blocks,
  };
}
