import { expect, test } from 'vitest';
import { hoursOn, isOpen, localTime } from './service-hours.ts';

const day = { from: '08:30', to: '17:30' };
const hours = {
  week: [day, day, day, day, day, day, null],
  exceptions: [
    { day: '2026-10-01', hours: null },
    { day: '2026-11-22', hours: { from: '09:00', to: '12:00' } },
  ],
};
const at = (instant: string) => localTime(new Date(instant));

test('the hour at the station does not hang on the zone of the machine', () => {
  expect(at('2026-11-21T02:26:00Z')).toEqual({ day: '2026-11-21', weekday: 5, time: '10:26' });
  expect(at('2026-11-20T16:00:00Z')).toEqual({ day: '2026-11-21', weekday: 5, time: '00:00' });
});

test('open from the first minute, closed from the last', () => {
  expect(isOpen(hours, at('2026-11-21T00:30:00Z'))).toBe(true);
  expect(isOpen(hours, at('2026-11-21T00:29:59Z'))).toBe(false);
  expect(isOpen(hours, at('2026-11-21T09:30:00Z'))).toBe(false);
});

test('a dated exception wins over the week, both ways', () => {
  expect(hoursOn(hours, at('2026-10-01T02:00:00Z'))).toBeNull();
  expect(isOpen(hours, at('2026-11-22T01:30:00Z'))).toBe(true);
});

test('until the next morning, and the whole day', () => {
  const night = { week: [{ from: '18:00', to: '02:00' }, null, null, null, null, null, null], exceptions: [] };
  // Monday, 23 November 2026, and the Tuesday after it, in Shanghai.
  expect(isOpen(night, at('2026-11-23T09:59:00Z'))).toBe(false);
  expect(isOpen(night, at('2026-11-23T10:00:00Z'))).toBe(true);
  expect(isOpen(night, at('2026-11-23T17:59:00Z'))).toBe(true);
  expect(isOpen(night, at('2026-11-23T18:00:00Z'))).toBe(false);
  const always = {
    week: Array(7).fill({ from: '00:00', to: '24:00' }) as { from: string; to: string }[],
    exceptions: [],
  };
  expect(isOpen(always, at('2026-11-23T15:59:59Z'))).toBe(true);
  expect(isOpen(always, at('2026-11-23T16:00:00Z'))).toBe(true);
});
