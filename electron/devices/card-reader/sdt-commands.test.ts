import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { commands, isAnswerTo, requestFor, type Question } from './sdt-commands.ts';
import { answerOf, encodeAnswer, frameStream, LEAST_ANSWER } from './sdt-frame.ts';

const questions = Object.keys(commands) as Question[];

/** Whether bytes from the wire come through as an answer to the question. */
const passes = (question: Question, bytes: Uint8Array) =>
  frameStream(LEAST_ANSWER)
    .push(bytes)
    .some((body) => isAnswerTo(question, answerOf(body)));

const lengths = (...sizes: number[]) => sizes.flatMap((size) => [size >> 8, size & 0xff]);
const random = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const content = (...sizes: number[]) =>
  random(sizes.reduce((sum, size) => sum + size)).map((data) => Uint8Array.of(...lengths(...sizes), ...data));
const success = (question: Question, sw3: number, data: fc.Arbitrary<Uint8Array>) =>
  data.map((bytes) => ({ question, frame: encodeAnswer(sw3, bytes) }));

const goodAnswer = fc.oneof(
  success('status', 0x90, random(0)),
  success('sam-id', 0x90, random(16)),
  success('find', 0x9f, random(4)),
  success('select', 0x90, random(8)),
  success('read-text-photo', 0x90, content(256, 1024)),
  success('read-text-photo-fingerprint', 0x90, content(256, 1024, 1024)),
  success('read-new-address', 0x90, random(70)),
  success('find', 0x80, random(0)),
);

test.each(vectorsOf('sdt-shape'))('$id', ({ question, hex, expect: { answers } }) => {
  expect(passes(question as Question, bytesOf(hex))).toBe(answers);
});

test.each(vectorsOf('sdt-request').filter(({ id }) => questions.some((name) => id === `sdt-request-${name}`)))(
  '$id is what the table sends',
  ({ id, hex }) => {
    const question = questions.find((name) => id === `sdt-request-${name}`)!;
    expect(requestFor(question)).toEqual(bytesOf(hex));
  },
);

test('a whole answer passes; with any single byte damaged it is refused', () => {
  fc.assert(
    fc.property(goodAnswer, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ question, frame }, at, damage) => {
      expect(passes(question, frame)).toBe(true);
      frame[at % frame.length]! ^= damage;
      expect(passes(question, frame)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('a length damaged to a shorter frame whose check holds by chance is refused', () => {
  // Fingerprint answer of 1,024, its length byte 09 turned to 07: the byte where the check then stands is forced to fit.
  const data = Uint8Array.of(...lengths(256, 1024, 1024), ...new Uint8Array(2304));
  const frame = encodeAnswer(0x90, data);
  frame[5] = 0x07;
  const end = 5 + 2 + 0x070a;
  frame[end - 1] = frame.subarray(5, end - 1).reduce((sum, byte) => sum ^ byte, 0);
  expect(frameStream(LEAST_ANSWER).push(frame)).toHaveLength(1);
  expect(passes('read-text-photo-fingerprint', frame)).toBe(false);
});

test('a read answers no other question of the kiosk', () => {
  const read = encodeAnswer(0x90, Uint8Array.of(...lengths(256, 1024), ...new Uint8Array(1280)));
  expect(questions.filter((question) => passes(question, read))).toEqual(['read-text-photo']);
});
