import { expect, test, vi } from 'vitest';
import type { KioskStatus } from '../../../../shared/ipc.ts';
import { openVisit, show, status } from '../../../testing/stub-kiosk.ts';
import HomeScreen from './HomeScreen.vue';

test('on a good day it greets, and says what is new and how old the news is', async () => {
  const { says } = await show(HomeScreen);
  expect(says('您好，今天办点什么？')).toBe(true);
  expect(says('今天新到 37 个，最近的走 4 分钟')).toBe(true);
  expect(says('岗位更新到今天 09:12')).toBe(true);
});

test('without paper or network the troubles stand where the greeting stood', async () => {
  const { says } = await show(HomeScreen, {
    status: status({
      printer: 'paper-end',
      printerSince: '2026-11-21T02:20:00Z',
      online: false,
      offlineSince: '2026-11-21T02:41:00Z',
      tiles: { jobs: 'offline', hiring: 'saves-only', events: 'offline', policies: 'offline' },
    }),
  });
  expect(says('您好')).toBe(false);
  expect(says('没纸了，打不了小票10:20 起。槐荫驿站能打，走 9 分钟')).toBe(true);
  expect(says('网断了，岗位照常能看10:41 起。')).toBe(true);
  expect(says('招员工先收下，后送')).toBe(true);
});

test('without a card reader it says that nobody can apply', async () => {
  const { says } = await show(HomeScreen, {
    status: status({ reader: 'absent', readerSince: '2026-11-21T02:00:00Z' }),
  });
  expect(says('读卡的地方没接上，报不了名10:00 起。')).toBe(true);
});

test('a slot and a scanner that are not there are named, unless two greater troubles are', async () => {
  const away: KioskStatus['away'] = ['social-card-reader', 'scanner'];
  expect((await show(HomeScreen, { status: status({ away }) })).says('社保卡口、扫码的地方没接上别的照常能用')).toBe(
    true,
  );
  const worse = status({ away, printer: 'paper-end', reader: 'absent' });
  expect((await show(HomeScreen, { status: worse })).says('社保卡口、扫码的地方没接上')).toBe(false);
});

test('a door that is shut cannot be pressed', async () => {
  const { shown } = await show(HomeScreen, {
    status: status({ tiles: { jobs: 'ready', hiring: 'off', events: 'ready', policies: 'ready' } }),
  });
  expect(shown.get('.t-shop').attributes('disabled')).toBeDefined();
});

test('the doors lead on, and 看得更清 changes the look', async () => {
  const { press, called } = await show(HomeScreen);
  await press('找工作');
  await press('看得更清');
  expect(called).toEqual([
    { name: 'visit/go', input: { name: 'jobs', chips: ['near'], page: 0 } },
    { name: 'visit/modes', input: { look: 'contrast' } },
  ]);
});

test('我走了 stands there only while somebody is known', async () => {
  expect((await show(HomeScreen)).says('我走了')).toBe(false);
  const known = await show(HomeScreen, { visit: openVisit({ identified: true }) });
  await known.press('我走了');
  expect(known.called).toEqual([{ name: 'visit/leave', input: null }]);
});

test('读给我听 keeps its place and does nothing', async () => {
  const { press, called, shown } = await show(HomeScreen);
  await press('读给我听');
  expect(called).toEqual([]);
  expect(shown.get('.not-now').attributes('aria-disabled')).toBe('true');
});

test('a finger that rests on the name for five seconds finds the status; one that is lifted does not', async () => {
  vi.useFakeTimers();
  try {
    const { shown, called } = await show(HomeScreen);
    const name = shown.get('h1');
    await name.trigger('pointerdown');
    vi.advanceTimersByTime(4_900);
    await name.trigger('pointerup');
    vi.advanceTimersByTime(10_000);
    expect(called).toEqual([]);
    await name.trigger('pointerdown');
    vi.advanceTimersByTime(5_000);
    expect(called).toEqual([{ name: 'visit/go', input: { name: 'status' } }]);
  } finally {
    vi.useRealTimers();
  }
});
