import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPages, type Block, type Piece } from './split-pages.ts';

const LINE = 7;
/** Counts as the glass does: so many characters a line, so many lines a page. */
const roomOf = (lines: number) => (page: readonly Piece[]) =>
  page.reduce((sum, { text }) => sum + Math.ceil(text.length / LINE), 0) <= lines;

const blocksOf = fc.array(
  fc.record({
    kind: fc.constantFrom('title', 'heading', 'clause', 'paragraph', 'signature'),
    text: fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
  }),
  { maxLength: 12 },
);
const joined = (blocks: readonly Block[]) => blocks.map(({ text }) => text).join('');

test('no character is lost, doubled or moved', () => {
  fc.assert(
    fc.property(blocksOf, fc.integer({ min: 0, max: 9 }), (blocks, lines) => {
      const pages = [...splitPages(blocks, roomOf(lines))];
      expect(joined(pages.flat())).toBe(joined(blocks));
    }),
  );
});

test('every page holds something, and no more than fits unless one character is too much', () => {
  fc.assert(
    fc.property(blocksOf, fc.integer({ min: 1, max: 9 }), (blocks, lines) => {
      for (const page of splitPages(blocks, roomOf(lines))) {
        expect(page.length).toBeGreaterThan(0);
        expect(roomOf(lines)(page)).toBe(true);
      }
    }),
  );
});

test('a character outside the basic plane is never torn', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }), (count, lines) => {
      for (const page of splitPages([{ kind: 'paragraph', text: '𠮷'.repeat(count) }], roomOf(lines))) {
        for (const { text } of page) expect(text).toMatch(/^𠮷+$/u);
      }
    }),
  );
});

test('a heading goes over to the page of what it heads', () => {
  const blocks = [
    { kind: 'paragraph', text: '一'.repeat(LINE * 2) },
    { kind: 'heading', text: '二、标题' },
    { kind: 'paragraph', text: '三'.repeat(LINE * 3) },
  ];
  const pages = [...splitPages(blocks, roomOf(3))];
  expect(pages.map((page) => page.map(({ kind }) => kind))).toEqual([
    ['paragraph'],
    ['heading', 'paragraph'],
    ['paragraph'],
  ]);
});

test('what is cut says so on both sides', () => {
  const pages = [...splitPages([{ kind: 'clause', text: '字'.repeat(LINE * 2) }], roomOf(1))];
  expect(pages.flat().map(({ cut, resumed }) => [cut, resumed])).toEqual([
    [true, false],
    [false, true],
  ]);
});
