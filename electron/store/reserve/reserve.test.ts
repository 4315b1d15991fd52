import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReserve } from './reserve.ts';

const MEBIBYTE = 1024 * 1024;

test('room is kept in real blocks, given up once, and kept again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reserve-'));
  const file = join(folder, 'reserve');
  const reserve = openReserve(folder, 3 * MEBIBYTE);
  await reserve.refill();
  expect(statSync(file).size).toBe(3 * MEBIBYTE);
  // A hole would take no room, and give none back.
  expect(statSync(file).blocks * 512).toBeGreaterThanOrEqual(3 * MEBIBYTE);
  expect(reserve.isSpent()).toBe(false);
  reserve.spend();
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  expect(reserve.isSpent()).toBe(true);
  await reserve.refill();
  expect(statSync(file).size).toBe(3 * MEBIBYTE);
  expect(reserve.isSpent()).toBe(false);
});
