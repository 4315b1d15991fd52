import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, frameNamed, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { framings, type Framing } from './framings.ts';
import { encodeFrame, frameStream, LEAST_ANSWER } from './sdt-frame.ts';

const all = Object.keys(framings) as Framing[];

function received(framing: Framing, reports: Uint8Array[]): string[] {
  const stream = frameStream(LEAST_ANSWER);
  return reports.flatMap((report) => stream.push(framings[framing].incoming(report))).map((b) => hexOf(encodeFrame(b)));
}

test.each(vectorsOf('hid-framing'))('$id travels both ways', ({ reports, expect: wanted }) => {
  const framing = wanted.framing as Framing;
  const frame = frameNamed(wanted.frame as string);
  expect(framings[framing].outgoing(bytesOf(frame)).map(hexOf)).toEqual(reports);
  expect(received(framing, reports.map(bytesOf))).toEqual([frame]);
});

test.each(all)('%s carries frames of every length, each report 64 bytes', (framing) => {
  const body = fc.uint8Array({ minLength: 3, maxLength: 2313, size: 'max' });
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 3, size: 'small' }), (bodies) => {
      const frames = bodies.map((sent) => encodeFrame(sent));
      const reports = frames.flatMap((frame) => framings[framing].outgoing(frame));
      expect(reports.every(({ length }) => length === 64)).toBe(true);
      expect(received(framing, reports)).toEqual(frames.map(hexOf));
    }),
    { numRuns: 50 },
  );
});

test.each(all)('%s never throws at a foreign report', (framing) => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 65 }), (report) => void framings[framing].incoming(report)));
});

test('reports of another number, and counts that cannot be, add nothing', () => {
  expect(framings.numbered.incoming(Uint8Array.of(2, 0xaa, 0xaa))).toHaveLength(0);
  expect(framings.count.incoming(Uint8Array.of(64, ...new Uint8Array(63)))).toHaveLength(0);
  expect(framings['numbered-count'].incoming(Uint8Array.of(1, 63, ...new Uint8Array(62)))).toHaveLength(0);
});
