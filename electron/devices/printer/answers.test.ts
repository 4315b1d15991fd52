import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAnswers, type Answer } from './answers.ts';
import { bytesOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { concat } from './escpos.ts';

test.each(vectorsOf('escpos-answer'))('$id is understood', ({ hex, expect: { processId } }) => {
  expect(decodeAnswers(bytesOf(hex)).answers).toEqual([{ kind: 'process-id', id: processId }]);
});

test('tells a mixture apart, and passes over XON, XOFF and noise', () => {
  const { answers, rest } = decodeAnswers(bytesOf('1112 37223030303700 1E 13 FF 14000F00 0C'.replaceAll(' ', '')));
  expect(answers.map(({ kind }) => kind)).toEqual(['status', 'process-id', 'status', 'pushed', 'paper']);
  expect(rest).toHaveLength(0);
});

const status = fc.constantFrom(0x12, 0x16, 0x1a, 0x32, 0x7e).map((byte): [Answer, Uint8Array] => {
  return [{ kind: 'status', byte }, Uint8Array.of(byte)];
});
const id = fc.stringMatching(/^\d{4}$/).map((digits): [Answer, Uint8Array] => {
  return [{ kind: 'process-id', id: digits }, Uint8Array.of(0x37, 0x22, ...Buffer.from(digits), 0)];
});
const paper = fc.constant<[Answer, Uint8Array]>([{ kind: 'paper', paper: 'end' }, Uint8Array.of(0x0c)]);

test('understands every sequence, however the wire cuts it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(status, id, paper)), fc.nat(), (sent, at) => {
      const bytes = concat(sent.map(([, wire]) => wire));
      const cut = at % (bytes.length + 1);
      const first = decodeAnswers(bytes.subarray(0, cut));
      const second = decodeAnswers(concat([first.rest, bytes.subarray(cut)]));
      expect([...first.answers, ...second.answers]).toEqual(sent.map(([answer]) => answer));
    }),
  );
});
