import { expect, test } from 'vitest';
import { newestKey } from './newest-key.ts';

const key = (id: string, notBefore: string, notAfter: string, use: 'sealing' | 'slip' = 'sealing') => ({
  use,
  id,
  key: 'A'.repeat(43),
  notBefore,
  notAfter,
});
const old = key('0000000a', '2025-01-01T00:00:00Z', '2026-12-31T00:00:00Z');
const young = key('0000000b', '2026-06-01T00:00:00Z', '2027-12-31T00:00:00Z');
const coming = key('0000000c', '2027-06-01T00:00:00Z', '2028-12-31T00:00:00Z');
const keys = [old, coming, key('0000000d', '2026-07-01T00:00:00Z', '2028-01-01T00:00:00Z', 'slip'), young];

test('of two keys in force the one that began last is used, whatever their order', () => {
  expect(newestKey(keys, 'sealing', new Date('2026-11-21T02:26:00Z'))?.id).toBe(young.id);
});

test('before a rotation the old one is used', () => {
  expect(newestKey(keys, 'sealing', new Date('2026-03-01T00:00:00Z'))?.id).toBe(old.id);
});

test('a clock that fits no key does not stop anybody', () => {
  expect(newestKey(keys, 'sealing', new Date('1970-01-01T00:00:00Z'))?.id).toBe(coming.id);
  expect(newestKey([], 'sealing', new Date())).toBeUndefined();
});
