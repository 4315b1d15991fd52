import { expect, test } from 'vitest';
import { openVisit, show } from '../../../testing/stub-kiosk.ts';
import IdleScreen from './IdleScreen.vue';
import { lampsLit } from './lamps.ts';

const visit = openVisit({ warning: { secondsLeft: 24, secondsTotal: 30 } });

test('我还在 is a sign of life, 我走了 clears at once', async () => {
  const { press, called, says } = await show(IdleScreen, { visit });
  expect(says('24秒')).toBe(true);
  await press('我还在');
  await press('我走了');
  expect(called.map(({ name }) => name)).toEqual(['visit/touched', 'visit/leave']);
});

test('a lamp goes out each second, and stays out', () => {
  for (let left = 30; left > 0; left -= 1) {
    const [now, next] = [lampsLit(left, 30), lampsLit(left - 1, 30)];
    expect(now.filter(Boolean)).toHaveLength(left);
    expect(next.every((lit, i) => !lit || now[i])).toBe(true);
  }
});
