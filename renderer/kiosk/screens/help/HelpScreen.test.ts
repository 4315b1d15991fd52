import { expect, test } from 'vitest';
import type { HelpView } from '../../../../shared/visit.ts';
import { openVisit, show, status } from '../../../testing/stub-kiosk.ts';
import HelpScreen from './HelpScreen.vue';

const at = (help: HelpView) => ({ visit: openVisit({ route: { name: 'help' }, help }) });

test('whoever is on duty can be called by name', async () => {
  const { press, called } = await show(HelpScreen, at({ state: 'idle' }));
  await press('叫李敏过来');
  expect(called).toEqual([{ name: 'help/ring', input: null }]);
});

test('with nobody on duty it says so, and names nobody', async () => {
  const { says } = await show(HelpScreen, {
    ...at({ state: 'idle' }),
    status: status({ station: { ...status().station, duty: null } }),
  });
  expect(says('现在没人值班')).toBe(true);
  expect(says('李敏')).toBe(false);
});

test.each<[string, HelpView]>([
  ['正在叫人最多等半分钟，等了 12 秒', { state: 'ringing', secondsWaited: 12 }],
  ['王芳接了请在这儿等一下', { state: 'answered', by: '王芳' }],
  ['没有人接', { state: 'unanswered', rang: true, print: null }],
  ['号码的条子刚才打过了', { state: 'unanswered', rang: true, print: null }],
  ['网断了，铃没响', { state: 'unanswered', rang: false, print: null }],
  ['号码正在打出来', { state: 'unanswered', rang: true, print: { state: 'printing' } }],
  ['条子切好了，从屏幕下面取', { state: 'unanswered', rang: true, print: { state: 'cut' } }],
  ['没纸了，打不了小票', { state: 'unanswered', rang: true, print: { state: 'failed', code: 'printer/paper-end' } }],
])('it says %s, and always the number', async (words, help) => {
  const { says } = await show(HelpScreen, at(help));
  expect(says(words)).toBe(true);
  expect(says('022-5550 0126')).toBe(true);
});
