import { expect, test } from 'vitest';
import { vectorsOf } from '../../../tests/support/device-vectors.ts';
import { statusOf } from './sdt-status.ts';

test.each(vectorsOf('sdt-answer').filter(({ expect: { meaning } }) => meaning !== undefined))(
  '$id has its row',
  ({ expect: { sw, meaning } }) => {
    expect(statusOf((sw as number[])[2]!).name).toBe(meaning);
  },
);

test('a status that the sheet does not list is treated as "unknown error"', () => {
  const { next, failure } = statusOf(0x24);
  expect(statusOf(0x77)).toMatchObject({ name: 'unlisted', next, failure });
});
