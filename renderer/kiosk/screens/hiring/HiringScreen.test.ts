import { expect, test } from 'vitest';
import { openVisit, show } from '../../../testing/stub-kiosk.ts';
import type { HiringView } from '../../../../shared/visit.ts';
import HiringScreen from './HiringScreen.vue';

const at = (hiring: HiringView) => ({ visit: openVisit({ route: { name: 'hiring' }, hiring }) });

test('only who and a whole number together can be sent', async () => {
  const { press, called, shown } = await show(HiringScreen, at({ state: 'open' }));
  const send = () => shown.get('.key.main');
  for (const digit of '13800001234') await press(digit);
  expect(send().attributes('disabled')).toBeDefined();
  await press('家里');
  expect(send().attributes('disabled')).toBeUndefined();
  await press('请人给我回电话');
  expect(called).toEqual([{ name: 'hiring/ask', input: { phone: '13800001234', kind: 'household' } }]);
});

test('a failure is told and what was pressed is still there', async () => {
  const { press, says, store } = await show(HiringScreen, at({ state: 'open' }));
  await press('1');
  store.hear(at({ state: 'failed', code: 'phone/malformed' }));
  await Promise.resolve();
  expect(says('电话号码不对，请再看一遍')).toBe(true);
});

test('once taken it shows the number and one truth', async () => {
  const { says } = await show(
    HiringScreen,
    at({ state: 'taken', number: '0483', status: 'saved', print: { state: 'cut' } }),
  );
  expect(says('0483')).toBe(true);
  expect(says('已保存，待上传')).toBe(true);
  expect(says('已受理')).toBe(false);
});
