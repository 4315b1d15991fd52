import { expect, test } from 'vitest';
import { en } from './format-en.ts';
import { zhCn } from './format-zh-cn.ts';

const now = '2026-11-21T02:26:00Z'; // Saturday, 10:26 at the station

test('days and hours are those of the station, whatever the machine is set to', () => {
  expect(zhCn.day(now)).toBe('周六 11 月 21 日');
  expect(zhCn.clock('2026-11-21T16:30:00Z')).toBe('00:30');
  expect(zhCn.day('2026-11-21T16:30:00Z')).toBe('周日 11 月 22 日');
  expect(zhCn.shortDay('2026-12-05')).toBe('12 月 5 日');
  expect(en.day(now)).toBe('Sat 21 Nov');
});

test.each([
  ['2026-11-21T06:30:00Z', '今天下午 2 点半', 'today 2:30 pm'],
  ['2026-11-22T01:00:00Z', '明早 9 点', 'Sun 9 am'],
  ['2026-11-24T02:00:00Z', '周二早 10 点', 'Tue 10 am'],
  ['2026-12-05T11:00:00Z', '12 月 5 日晚 7 点', '5 Dec 7 pm'],
])('%s is said as %s', (instant, chinese, english) => {
  expect(zhCn.when(instant, now)).toBe(chinese);
  expect(en.when(instant, now)).toBe(english);
});

test('the age of news is told in days', () => {
  expect(zhCn.asOf('2026-11-21T01:12:00Z', now)).toBe('今天 09:12');
  expect(zhCn.asOf('2026-11-20T01:12:00Z', now)).toBe('昨天 09:12');
  expect(zhCn.daysAgo('2026-11-18T01:12:00Z', now)).toBe('3 天前');
});

test('a range of pay is said with a word, never with a dash', () => {
  expect(zhCn.pay({ from: 3600, to: 4200, unit: 'month' })).toEqual({ figure: '3600 到 4200', unit: '元/月' });
  expect(zhCn.pay({ from: 24.5, to: 24.5, unit: 'hour' })).toEqual({ figure: '24.5', unit: '元/小时' });
});

test('beyond three quarters of an hour the way is told in kilometres', () => {
  expect(zhCn.walk(45)).toEqual({ figure: '45', unit: '分钟' });
  expect(zhCn.walk(90)).toEqual({ figure: '6', unit: '公里' });
});
