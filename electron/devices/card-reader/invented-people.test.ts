import { expect, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { seeded } from '../../../tests/faults/random.ts';
import { cardTypes } from './card-layouts.ts';
import { inventCard } from './invented-people.ts';
import { decodeCardBlock, encodeCardBlock } from './text-block.ts';

test.each(cardTypes)('a thousand invented cards of %s are good cards, with nothing odd about them', (type) => {
  const { next } = seeded(20261121);
  for (let n = 0; n < 1_000; n++) {
    const card = inventCard(next, type);
    expect(decodeCardBlock(encodeCardBlock(card))).toEqual(ok({ card, remarks: [] }));
  }
});

test('there are rare letters, long names with a dot, and cards of all four kinds among them', () => {
  const { next } = seeded(20261121);
  const cards = Array.from({ length: 400 }, () => inventCard(next));
  const names = cards.map((card) => ('name' in card ? card.name : card.nameEn));
  for (const letter of ['𠮷', '㙓', '䶮', '·']) expect(names.some((name) => name.includes(letter))).toBe(true);
  expect(new Set(cards.map(({ type }) => type))).toEqual(new Set(cardTypes));
});

test('nobody real can have such a number: the region is a whole province, which is given to nobody', () => {
  const { next } = seeded(7);
  for (let n = 0; n < 300; n++) expect(inventCard(next, 'resident').number).toMatch(/^\d{2}0000/);
});
