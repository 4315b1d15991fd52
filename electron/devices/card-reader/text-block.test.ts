import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import {
  checkCharacter,
  checkIdNumber,
  dayInNumber,
  kindOfIdNumber,
  sexInNumber,
  toEighteen,
} from '../../../shared/rules/id-number.ts';
import { bytesOf, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { simulatedCards } from './simulated-cards.ts';
import { decodeCardBlock, describeRefusal, encodeCardBlock, LONG_TERM, toCardHolder } from './text-block.ts';

const blocks = vectorsOf('card-block');
const isRefused = ({ expect: { refused } }: (typeof blocks)[number]) => refused !== undefined;

test.each(blocks.filter((block) => !isRefused(block)))('$id is read, with its remarks', ({ hex, expect: wanted }) => {
  const { remarks = [], ...card } = wanted;
  expect(decodeCardBlock(bytesOf(hex))).toEqual(ok({ card, remarks }));
});

test.each(blocks.filter((block) => !isRefused(block) && block.id !== 'card-padded-with-zeros'))(
  '$id is written as it was read',
  ({ hex }) => {
    const read = decodeCardBlock(bytesOf(hex));
    if (!read.ok) throw new Error('refused');
    expect(hexOf(encodeCardBlock(read.value.card))).toBe(hex);
  },
);

test.each(blocks.filter(isRefused))('$id is refused by name', (block) => {
  const { refused, detail = '' } = block.expect;
  expect(decodeCardBlock(bytesOf(block.hex))).toMatchObject({ ok: false, failure: { refused, detail } });
});

test.each(vectorsOf('id-number'))('$id is judged as the sheet judges it', ({ number, expect: wanted }) => {
  const kind = kindOfIdNumber(number);
  expect(checkIdNumber(number, kind)).toBe(wanted.why);
  if (!wanted.valid) return;
  expect(kind).toBe(wanted.kind);
  expect(dayInNumber(number, kind)).toBe(wanted.birth ?? wanted.birthYYMMDD);
  expect(sexInNumber(number, kind)).toBe(wanted.sex);
});

test.each(vectorsOf('id-15-to-18'))('$id', (vector) => {
  const { number15, expect: wanted } = vector as unknown as { number15: string; expect: { number18: string } };
  expect(toEighteen(number15)).toBe(wanted.number18);
});

test('a number of somebody over a hundred is not guessed at', () => {
  expect(toEighteen('110000850217996')).toBeUndefined();
  expect(toEighteen('11000085021799')).toBeUndefined();
});

test.each(Object.entries(simulatedCards))(
  'the invented card "%s" is a good card, with nothing odd about it but what it is named for',
  (name, card) => {
    const remarks = name === 'madeUpLetter' ? ['private-use'] : [];
    expect(decodeCardBlock(encodeCardBlock(card))).toEqual(ok({ card, remarks }));
  },
);

test('every well-made card survives the block', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
  const han = (maxLength: number) => fc.stringMatching(/^[\u4e00-\u9fff]+$/, { size: 'max', maxLength });
  const card = fc.record({
    type: fc.constant('resident' as const),
    name: fc.oneof(han(15), fc.constantFrom('赵𠮷䶮㙓', '阿依古丽·买买提依明')),
    sex: fc.constantFrom('0', '1', '2', '9'),
    ethnicity: fc.stringMatching(/^[0-9]{2}$/),
    birth: day,
    address: han(35),
    number: fc.stringMatching(/^[0-9]{3}$/),
    issuer: han(15),
    validFrom: fc.constant('20200101'),
    validTo: fc.constantFrom('20200101', '20400301', LONG_TERM),
  });
  fc.assert(
    fc.property(card, (made) => {
      const seventeen = `110000${made.birth}${made.number}`;
      const whole = { ...made, number: seventeen + checkCharacter(seventeen) };
      expect(decodeCardBlock(encodeCardBlock(whole))).toMatchObject(ok({ card: whole }));
    }),
  );
});

test('no block makes it throw', () => {
  const random = fc.uint8Array({ minLength: 250, maxLength: 257 });
  fc.assert(
    fc.property(random, (block) => void decodeCardBlock(block)),
    { numRuns: 2_000 },
  );
});

test('only name, number, validity and what is odd leave the border', () => {
  const { longTerm, expired, foreigner } = simulatedCards;
  expect(toCardHolder({ card: longTerm, remarks: [] })).toEqual({
    name: longTerm.name,
    number: longTerm.number,
    validTo: null,
    remarks: [],
  });
  expect(toCardHolder({ card: expired, remarks: ['private-use'] })).toMatchObject({
    validTo: '2024-03-01',
    remarks: ['private-use'],
  });
  // In Chinese where the card has it.
  expect(toCardHolder({ card: foreigner, remarks: [] }).name).toBe('SPECIMEN, ALEXANDRA');
  expect(toCardHolder({ card: { ...foreigner, nameZh: '样本' }, remarks: [] }).name).toBe('样本');
});

test('a refusal is described without the card’s own values', () => {
  expect(describeRefusal({ refused: 'birth-date', detail: '19850230' })).toBe('birth-date');
  expect(describeRefusal({ refused: 'empty-field', detail: 'name' })).toBe('empty-field: name');
});
