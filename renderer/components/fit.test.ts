import { expect, test } from 'vitest';
import { ems, fit } from './fit.ts';

test('a text that fits stays as it is', () => {
  expect(fit('小区保洁员', 6)).toBe('小区保洁员');
  expect(fit('早 6 点到 11 点', 8)).toBe('早 6 点到 11 点');
});

test('a longer one is cut at a character, within its room', () => {
  const cut = fit('电子厂夜班装配普工', 6);
  expect(cut).toBe('电子厂夜班…');
  expect(ems(cut)).toBeLessThanOrEqual(6);
});
