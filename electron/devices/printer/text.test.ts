import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { columns, encodeText, fontHas, printableText, wrap } from './text.ts';

const letters = vectorsOf('gb18030').flatMap(({ expect: table }) => Object.entries(table));

test.each(letters)('%s is %s in GB 18030', (letter, hex) => {
  expect(hexOf(encodeText(letter))).toBe(hex);
});

test('a letter of private use, or half a letter, has no look; rare ones keep theirs', () => {
  expect(printableText('赵𠮷䶮㙓\ue5e5\ud842·')).toBe('赵𠮷䶮㙓〓〓·');
});

test.each([
  ['汉字，A1·〓', true, true],
  ['镕', true, false],
  ['䶮', false, false],
  ['㙓', false, false],
  ['𠮷', false, false],
])('%s is in the font of GBK: %s, of GB 2312: %s', (text, gbk, gb2312) => {
  expect([fontHas(text, 'gbk'), fontHas(text, 'gb2312')]).toEqual([gbk, gb2312]);
});

test('no letter of a text can command the printer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (text) => {
      expect(encodeText(printableText(text)).every((byte) => byte >= 0x20 && byte !== 0x7f)).toBe(true);
    }),
  );
});

const word = fc.constantFrom(
  '小区',
  '保洁员',
  ' ',
  '，',
  '。',
  '（',
  '）',
  '022-5550 0126',
  '2025-11-24',
  '10:28',
  'WiFi',
  '·',
);
const sentence = fc.array(word, { maxLength: 30 }).map((words) => words.join(''));
const bare = (text: string) => text.replaceAll(/\s/g, '');

test('no line is wider than the paper, and no letter is lost', () => {
  fc.assert(
    fc.property(
      fc.oneof(sentence, fc.string({ unit: 'grapheme', maxLength: 60 })),
      fc.integer({ min: 2, max: 48 }),
      (text, width) => {
        const lines = wrap(text, width);
        expect(lines.filter((line) => columns(line) > width)).toEqual([]);
        expect(bare(lines.join(''))).toBe(bare(text));
      },
    ),
  );
});

test('a number that fits a line stays on one', () => {
  const number = fc.stringMatching(/^\d[\d-]{0,22}\d$/);
  fc.assert(
    fc.property(fc.stringMatching(/^[一-十]{0,20}$/), number, (before, digits) => {
      expect(wrap(`${before}${digits}扫`, 24).some((line) => line.includes(digits))).toBe(true);
    }),
  );
});

test('a stop never begins a line, and a phone number keeps its groups together', () => {
  expect(wrap('没人打来就拿这张票来找我，或者找李敏 022-5550 0126', 24)).toEqual([
    '没人打来就拿这张票来找',
    '我，或者找李敏',
    '022-5550 0126',
  ]);
});
