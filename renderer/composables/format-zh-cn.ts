import { daysBetween, figure, type Format, kilometres, local } from './format.ts';

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
const units = { hour: '元/小时', day: '元/天', month: '元/月' } as const;

const shortDay = (at: string) => `${local(at).month} 月 ${local(at).date} 日`;
const weekday = (at: string) => weekdays[local(at).weekday]!;

/** As people say it: 早 6 点, 下午 2 点半, 晚 7 点. */
function spoken(instant: string) {
  const { hour, minute } = local(instant);
  const part = hour < 5 ? '凌晨' : hour < 11 ? '早' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚';
  const said = hour > 12 ? hour - 12 : hour;
  return `${part} ${said} 点${minute === 0 ? '' : minute === 30 ? '半' : ` ${minute} 分`}`;
}

function when(instant: string, now: string) {
  const days = daysBetween(now, instant);
  if (days === 0) return `今天${spoken(instant)}`;
  if (days === 1) return `明天${spoken(instant)}`.replace('明天早', '明早').replace('明天晚', '明晚');
  return `${days > 1 && days < 7 ? weekday(instant) : shortDay(instant)}${spoken(instant)}`;
}

export const zhCn: Format = {
  clock: (instant) => local(instant).time,
  day: (at) => `${weekday(at)} ${shortDay(at)}`,
  shortDay,
  weekday,
  month: (at) => `${local(at).month} 月`,
  asOf: (instant, now) => {
    const days = daysBetween(now, instant);
    return `${days === 0 ? '今天' : days === -1 ? '昨天' : shortDay(instant)} ${local(instant).time}`;
  },
  spoken,
  when,
  daysAgo: (at, now) => {
    const days = -daysBetween(now, at);
    return days <= 0 ? '今天' : days === 1 ? '昨天' : `${days} 天前`;
  },
  leafHead: (at, now) => ['今天', '明天'][daysBetween(now, at)] ?? `${local(at).month} 月`,
  pay: ({ from, to, unit }) => ({
    figure: from === to ? figure(from) : `${figure(from)} 到 ${figure(to)}`,
    unit: units[unit],
  }),
  walk: (minutes) => {
    const far = kilometres(minutes);
    return far ? { figure: String(far), unit: '公里' } : { figure: String(minutes), unit: '分钟' };
  },
};
