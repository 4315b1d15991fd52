import fc from 'fast-check';
import { expect, test } from 'vitest';
import { direction, metresBetween, walkMinutes } from './distance.ts';

const here = { latitude: 39.125, longitude: 117.195 };
const place = fc.record({
  latitude: fc.double({ min: 18, max: 53, noNaN: true }),
  longitude: fc.double({ min: 74, max: 135, noNaN: true }),
});

test('a thousandth of a degree of latitude is 111 metres, three minutes', () => {
  const there = { ...here, latitude: here.latitude + 0.001 };
  expect(metresBetween(here, there)).toBeCloseTo(111.2, 1);
  expect(walkMinutes(here, there)).toBe(3);
});

test('the way there is as long as the way back, and nowhere is no minutes away', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 3);
      expect(walkMinutes(a, b)).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('names the eight winds', () => {
  const step = 0.01;
  const wind = (north: number, east: number) =>
    direction(here, { latitude: here.latitude + north * step, longitude: here.longitude + (east * step) / 0.7757 });
  expect([
    wind(1, 0),
    wind(1, 1),
    wind(0, 1),
    wind(-1, 1),
    wind(-1, 0),
    wind(-1, -1),
    wind(0, -1),
    wind(1, -1),
  ]).toEqual(['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']);
});
