import { expect, test } from 'vitest';
import { vectorsOf } from '../../../tests/support/device-vectors.ts';
import { decodeRecord } from './decode-record.ts';
import { simulatedCards } from './simulated-cards.ts';
import { encodeAnswer } from './sdt-frame.ts';
import { encodeCardBlock } from './text-block.ts';

const hexOfBlock = (card: Parameters<typeof encodeCardBlock>[0]) => Buffer.from(encodeCardBlock(card)).toString('hex');

test.each(vectorsOf('card-block'))(
  '$id',
  ({ id, hex, expect: { refused, remarks = [], detail: _detail, ...card } }) => {
    const decoded = decodeRecord({ id, kind: 'card-block', hex });
    if (refused === undefined) expect(decoded).toEqual({ id, ok: true, card, remarks });
    else expect(decoded).toMatchObject({ id, ok: false, failure: refused });
  },
);

test.each(vectorsOf('sdt-answer'))('$id', ({ id, hex, expect: { card, meaning } }) => {
  const decoded = decodeRecord({ id, kind: 'sdt-answer', hex });
  if (card === undefined) {
    expect(decoded).toMatchObject({ id, ok: false, failure: meaning ?? 'no-card-content' });
    return;
  }
  const named = vectorsOf('card-block').find((block) => block.id === card)!;
  const { remarks = [], ...fields } = named.expect;
  expect(decoded).toEqual({ id, ok: true, card: fields, remarks });
});

test('a capture of a simulated card, a damaged frame, and an answer without content', () => {
  const card = simulatedCards.ordinary;
  expect(decodeRecord({ id: 'a', kind: 'card-block', hex: hexOfBlock(card) })).toEqual({
    id: 'a',
    ok: true,
    card,
    remarks: [],
  });
  const frame = encodeAnswer(0x90, new Uint8Array(8));
  expect(decodeRecord({ id: 'b', kind: 'sdt-answer', hex: Buffer.from(frame).toString('hex') })).toMatchObject({
    failure: 'no-card-content',
  });
  frame[9]! ^= 1;
  expect(decodeRecord({ id: 'c', kind: 'sdt-answer', hex: Buffer.from(frame).toString('hex') })).toMatchObject({
    failure: 'no-frame',
  });
  expect(decodeRecord({ id: 'd', kind: 'card-block', hex: hexOfBlock({ ...card, sex: '男' }) })).toMatchObject({
    failure: 'sex-code',
    sentence: '性别代码不在 0、1、2、9 之中（GB/T 2261.1）：男',
  });
});
