import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';
import { isOrdinary, matchesAnnouncement } from './deletion-brake.ts';

test('waits never pass five minutes and, after ten failures, never fall under two and a half', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (tries, random) => {
      const wait = backoffMs(tries, random);
      expect(wait).toBeGreaterThanOrEqual(tries > 10 ? 150_000 : 0);
      expect(wait).toBeLessThanOrEqual(300_000);
    }),
  );
});

test('the first waits double', () => {
  expect([0, 1, 2, 3].map((tries) => backoffMs(tries, 0.5))).toEqual([1000, 2000, 4000, 8000]);
});

test('a few removals are ordinary, most of the catalogue is not', () => {
  expect(isOrdinary(200, 300)).toBe(true);
  expect(isOrdinary(1000, 20_000)).toBe(true);
  expect(isOrdinary(1001, 20_000)).toBe(false);
  expect(isOrdinary(18_000, 20_000)).toBe(false);
});

test('an announcement is believed when its count fits', () => {
  expect(matchesAnnouncement(18_000, 18_100)).toBe(true);
  expect(matchesAnnouncement(18_000, 15_000)).toBe(false);
});
