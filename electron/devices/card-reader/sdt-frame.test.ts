import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import {
  answerOf,
  encodeAnswer,
  encodeFrame,
  encodeRequest,
  frameStream,
  LEAST_ANSWER,
  LEAST_REQUEST,
  MOST,
} from './sdt-frame.ts';

const decode = (...chunks: Uint8Array[]) => {
  const stream = frameStream(LEAST_ANSWER);
  return chunks.flatMap((chunk) => stream.push(chunk));
};
const framesOf = (...chunks: Uint8Array[]) => decode(...chunks).map((body) => hexOf(encodeFrame(body)));

const body = fc.uint8Array({ minLength: LEAST_ANSWER - 1, maxLength: 60 });
const anyBytes = fc.uint8Array({ maxLength: 100 });

test.each(vectorsOf('sdt-request'))('$id is encoded and understood', ({ hex, expect: wanted }) => {
  const { cmd, para, data } = wanted as { cmd: number; para: number; data: string };
  expect(hexOf(encodeRequest(cmd, para, bytesOf(data)))).toBe(hex);
  const [understood] = frameStream(LEAST_REQUEST).push(bytesOf(hex));
  expect(hexOf(understood!)).toBe(hexOf(Uint8Array.of(cmd, para)) + data);
});

test.each(vectorsOf('sdt-answer'))('$id is read', ({ hex, expect: wanted }) => {
  const [only, ...more] = decode(bytesOf(hex));
  const { sw1, sw2, sw3, data } = answerOf(only!);
  expect(more).toEqual([]);
  expect([sw1, sw2, sw3]).toEqual(wanted.sw);
  if (typeof wanted.data === 'string') expect(hexOf(data)).toBe(wanted.data);
  expect(hexOf(encodeAnswer(sw3, data))).toBe(hex);
});

test.each(vectorsOf('sdt-bad'))('$id gives no frame', ({ hex }) => {
  expect(framesOf(bytesOf(hex))).toEqual([]);
});

test.each(vectorsOf('sdt-stream'))('$id gives its frames in order', ({ chunks, expect: wanted }) => {
  expect(framesOf(...chunks.map(bytesOf))).toEqual(wanted.frames);
});

test('a stream split anywhere decodes the same', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(body.map(encodeFrame), anyBytes)), fc.array(fc.nat(400)), (pieces, cuts) => {
      const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
      const at = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length];
      const chunks = at.slice(1).map((end, i) => whole.slice(at[i], end));
      expect(framesOf(...chunks)).toEqual(framesOf(whole));
    }),
  );
});

test('every frame is found behind a run of AA and before zero fill', () => {
  fc.assert(
    fc.property(body, fc.nat(9), fc.nat(60), (sent, run, fill) => {
      const noise = new Uint8Array(run).fill(0xaa);
      const frame = encodeFrame(sent);
      expect(framesOf(noise, frame, new Uint8Array(fill), frame)).toEqual([hexOf(frame), hexOf(frame)]);
    }),
  );
});

test('a length out of bounds is no frame, and does not hide the next one', () => {
  const good = encodeAnswer(0x80);
  for (const length of [0, 1, 2, 3, MOST + 1, 0xffff]) {
    const bad = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, length >> 8, length & 0xff);
    expect(framesOf(bad, good)).toEqual([hexOf(good)]);
  }
  expect(framesOf(encodeFrame(new Uint8Array(MOST - 1)))).toHaveLength(1);
});

test('an unfinished frame is dropped at the time-out', () => {
  const stream = frameStream(LEAST_ANSWER);
  stream.push(encodeAnswer(0x9f, new Uint8Array(4)).subarray(0, 12));
  stream.reset();
  expect(stream.push(encodeAnswer(0x80))).toHaveLength(1);
});

test('20,000 random frames never make it throw', () => {
  const stream = frameStream(LEAST_ANSWER);
  const preamble = fc.uint8Array({ maxLength: 40 }).map((tail) => Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, ...tail));
  const random = fc.oneof(anyBytes, preamble);
  fc.assert(
    fc.property(random, (bytes) => {
      for (const frame of stream.push(bytes)) answerOf(frame);
    }),
    { numRuns: 20_000 },
  );
});
