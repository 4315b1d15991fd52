import { expect, test } from 'vitest';
import { show, status } from '../../../testing/stub-kiosk.ts';
import StatusScreen from './StatusScreen.vue';

test('what was refused stands there with the key that sends it once more', async () => {
  const outbox = { usable: true, waiting: 1, setAside: 2, oldestAt: '2026-11-19T02:00:00Z' };
  const { press, called, says } = await show(StatusScreen, { status: status({ outbox, diskFull: true }) });
  expect(says('1 件，另放 2 件')).toBe(true);
  expect(says('等得最久的')).toBe(true);
  expect(says('满了，先不更新')).toBe(true);
  await press('另放的 2 件再送一次');
  expect(called).toEqual([{ name: 'outbox/retry', input: null }]);
});

test('and where nothing was, there is no such key', async () => {
  const { says } = await show(StatusScreen);
  expect(says('再送一次')).toBe(false);
  expect(says('津彩e就业 · 标准站')).toBe(true);
});

test('while the catalogue fills, how far it is stands there as words and as a bar', async () => {
  const { says, shown } = await show(StatusScreen, { status: status({ sync: { fetched: 500, remaining: 1_500 } }) });
  expect(says('到了 500，还有 1500')).toBe(true);
  expect(shown.get('progress').attributes()).toMatchObject({ value: '500', max: '2000' });
});
