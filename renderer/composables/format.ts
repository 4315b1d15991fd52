import type { Pay } from '../../shared/domain/posting.ts';
import { localTime } from '../../shared/rules/service-hours.ts';

/** How times, days and figures are said; one for each language. `now` is the main process's time, never the page's. */
export interface Format {
  /** 10:26 */
  clock(instant: string): string;
  /** 周六 11 月 21 日, of an instant or a day `2026-11-21`. */
  day(at: string): string;
  /** 11 月 21 日 */
  shortDay(at: string): string;
  weekday(at: string): string;
  /** 11 月 */
  month(at: string): string;
  /** 今天 09:12 · 昨天 09:12 · 11 月 3 日 09:12 */
  asOf(instant: string, now: string): string;
  /** 早 9 点 · 下午 2 点半 */
  spoken(instant: string): string;
  /** 明早 9 点 · 今天下午 2 点 · 周二早 10 点 · 12 月 5 日早 9 点 */
  when(instant: string, now: string): string;
  /** 今天 · 昨天 · 3 天前 */
  daysAgo(at: string, now: string): string;
  /** 明天, or the month: the head of a calendar leaf. */
  leafHead(at: string, now: string): string;
  pay(pay: Pick<Pay, 'from' | 'to' | 'unit'>): { readonly figure: string; readonly unit: string };
  /** 4 分钟, beyond 45 minutes 公里. */
  walk(minutes: number): { readonly figure: string; readonly unit: string };
}

export interface LocalDay {
  readonly day: string;
  readonly month: number;
  readonly date: number;
  /** 0 Monday … 6 Sunday */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly time: string;
}

const isDay = (at: string) => at.length === 10;

/** A day has no hour; noon UTC of it is the same day at the station. */
export function local(at: string): LocalDay {
  const { day, weekday, time } = localTime(new Date(isDay(at) ? `${at}T04:00:00Z` : at));
  return {
    day,
    month: Number(day.slice(5, 7)),
    date: Number(day.slice(8, 10)),
    weekday,
    hour: Number(time.slice(0, 2)),
    minute: Number(time.slice(3, 5)),
    time,
  };
}

const midnight = (at: string) => Date.parse(`${local(at).day}T00:00:00Z`);

/** Whole days at the station from `now` to `at`; negative in the past. */
export const daysBetween = (now: string, at: string) => Math.round((midnight(at) - midnight(now)) / 86_400_000);

/** No thousands comma up to five digits; half a yuan stays. */
export const figure = (value: number) => String(Math.round(value * 10) / 10);

/** Beyond three quarters of an hour nobody counts minutes. 70 metres a minute, as in shared/rules/distance.ts. */
const LONGEST_WALK_MINUTES = 45;
export const kilometres = (minutes: number) =>
  minutes > LONGEST_WALK_MINUTES ? Math.max(1, Math.round((minutes * 70) / 1000)) : null;
