import { expect, test } from 'vitest';
import { soundIndex } from './suggest-words.ts';

const suggest = soundIndex('失业登记办法。就业驿站建设标准。招聘会。失业保险。');

test('finds words by their whole sound, by a beginning and by initials', () => {
  expect(suggest('shiye')[0]).toBe('失业');
  expect(suggest('jiu')).toContain('就业');
  expect(suggest('zp')).toEqual(['招聘']);
});

test('what stands nowhere is not suggested', () => {
  expect(suggest('xyz')).toEqual([]);
});
