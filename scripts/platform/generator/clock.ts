const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

// Stations keep one time, UTC+8, all year.
const STATION_OFFSET = 8 * HOUR;

/** The calendar day at the station. */
export const dayOf = (instant: Date): string => new Date(instant.getTime() + STATION_OFFSET).toISOString().slice(0, 10);

/** The first instant of the station's day `days` after that of `now`. */
export function midnight(now: Date, days = 0): number {
  return Math.floor((now.getTime() + STATION_OFFSET) / DAY) * DAY - STATION_OFFSET + days * DAY;
}

export const dayAfter = (now: Date, days: number): string => dayOf(new Date(midnight(now, days)));

export const atHour = (now: Date, days: number, hour: number): string => instant(midnight(now, days) + hour * HOUR);

export const instant = (time: number): string =>
  new Date(Math.floor(time / 1000) * 1000).toISOString().replace('.000Z', 'Z');

type Stretch = '夜里' | '早' | '中午' | '下午' | '晚' | '半夜';

function stretchOf(hour: number): Stretch {
  if (hour === 0 || hour === 24) return '半夜';
  if (hour < 4) return '夜里';
  if (hour < 12) return '早';
  if (hour < 13) return '中午';
  return hour < 18 ? '下午' : '晚';
}

function figure(hour: number): string {
  const whole = Math.floor(hour);
  const twelve = whole === 0 || whole === 12 || whole === 24 ? 12 : whole % 12;
  const rest = Math.round((hour - whole) * 60);
  const tail = rest === 0 ? '' : rest === 30 ? '半' : rest === 15 ? '一刻' : ` ${rest} 分`;
  return `${twelve} 点${tail}`;
}

/** 早 4 点半: as a neighbour says it. Hours may run past midnight (26 is 夜里 2 点). */
export function spokenTime(hour: number): string {
  const wrapped = hour > 24 ? hour - 24 : hour;
  return `${stretchOf(wrapped)} ${figure(wrapped)}`;
}

/** 早 6 点到 11 点, the second time without its half of the day where that goes without saying. */
export function spokenSpan(from: number, to: number): string {
  const end = to > 24 ? to - 24 : to;
  const sameStretch = stretchOf(from) === stretchOf(end) && to <= 24;
  return `${spokenTime(from)}到${sameStretch ? ` ${figure(end)}` : spokenTime(end)}`;
}
