import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, frameNamed, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { framings, hidFramings, type Framing } from './framings.ts';
import { encodeFrame, frameStream, LEAST_ANSWER, LEAST_REQUEST } from './sdt-frame.ts';

const all = Object.keys(framings) as Framing[];

function received(framing: Framing, pieces: Uint8Array[], least = LEAST_ANSWER): string[] {
  const stream = frameStream(least);
  return pieces.flatMap((piece) => stream.push(framings[framing].incoming(piece))).map((b) => hexOf(encodeFrame(b)));
}

test.each(vectorsOf('hid-framing'))('$id travels both ways', ({ reports, expect: wanted }) => {
  const framing = wanted.framing as Framing;
  const frame = frameNamed(wanted.frame as string);
  expect(framings[framing].outgoing(bytesOf(frame)).map(hexOf)).toEqual(reports);
  expect(received(framing, reports.map(bytesOf))).toEqual([frame]);
});

test.each(vectorsOf('usb-transfers'))('$id travels through the pipes of usb-split', ({ transfers, expect: wanted }) => {
  const { pipes, outgoing } = framings['usb-split'];
  const frame = wanted.frame as string;
  const isAnswer = transfers.every(({ endpoint }) => Number.parseInt(endpoint, 16) >= 0x80);
  const addresses = isAnswer ? pipes!.in : pipes!.out;
  expect(outgoing(bytesOf(frame)).map((piece, i) => ({ endpoint: addresses[i], hex: hexOf(piece) }))).toEqual(
    transfers.map(({ endpoint, hex }) => ({ endpoint: Number.parseInt(endpoint, 16), hex })),
  );
  const pieces = transfers.map(({ hex }) => bytesOf(hex));
  expect(received('usb-split', pieces, isAnswer ? LEAST_ANSWER : LEAST_REQUEST)).toEqual([frame]);
});

test.each(all)('%s carries frames of every length', (framing) => {
  const body = fc.uint8Array({ minLength: 3, maxLength: 2313, size: 'max' });
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 3, size: 'small' }), (bodies) => {
      const frames = bodies.map((sent) => encodeFrame(sent));
      const pieces = frames.flatMap((frame) => framings[framing].outgoing(frame));
      expect(received(framing, pieces)).toEqual(frames.map(hexOf));
    }),
    { numRuns: 50 },
  );
});

test.each(hidFramings)('%s writes whole reports of 64 bytes', (framing) => {
  const reports = framings[framing].outgoing(encodeFrame(new Uint8Array(1288)));
  expect(reports.map(({ length }) => length)).toEqual(reports.map(() => 64));
  expect(reports.length).toBe(21);
});

test.each(all)('%s never throws at a foreign piece', (framing) => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 65 }), (piece) => void framings[framing].incoming(piece)));
});

test('reports of another number, and counts that cannot be, add nothing', () => {
  expect(framings.numbered.incoming(Uint8Array.of(2, 0xaa, 0xaa))).toHaveLength(0);
  expect(framings.count.incoming(Uint8Array.of(64, ...new Uint8Array(63)))).toHaveLength(0);
  expect(framings['numbered-count'].incoming(Uint8Array.of(1, 63, ...new Uint8Array(62)))).toHaveLength(0);
});
