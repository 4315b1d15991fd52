import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gist } from './gist.ts';
import { hourlyPay } from './hourly-pay.ts';

const hours = { spoken: '早 6 点到 11 点', parts: [], hoursPerDay: 5, daysPerMonth: 26 };

test('monthly pay is divided by its days and hours, daily pay by its hours', () => {
  expect(hourlyPay({ from: 3200, to: 3200, unit: 'month', settled: 'monthly' }, hours)).toEqual({
    from: 24.6,
    to: 24.6,
    hoursPerDay: 5,
    daysPerMonth: 26,
  });
  expect(hourlyPay({ from: 170, to: 180, unit: 'day', settled: 'daily' }, hours)).toEqual({
    from: 34,
    to: 36,
    hoursPerDay: 5,
    daysPerMonth: null,
  });
  expect(hourlyPay({ from: 22, to: 22, unit: 'hour', settled: 'weekly' }, hours)).toBeNull();
});

test('a glance is the beginning of the text, and no longer than its place', () => {
  const text = fc.string({
    unit: fc.constantFrom('扫', '楼', '道', '，', '。', '；', '1'),
    minLength: 1,
    maxLength: 80,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 30 }), (said, most) => {
      const glance = gist(said, most);
      expect(said.startsWith(glance.replace(/…$/, ''))).toBe(true);
      expect(glance.length).toBeLessThanOrEqual(most);
    }),
  );
});

test('whole sentences before whole phrases before characters', () => {
  expect(gist('扫楼道。擦扶手，清垃圾。', 6)).toBe('扫楼道…');
  expect(gist('扫楼道，擦扶手，清垃圾。', 8)).toBe('扫楼道，擦扶手…');
  expect(gist('扫楼道擦扶手清垃圾', 6)).toBe('扫楼道擦扶…');
});
