import { daysBetween, figure, type Format, kilometres, local } from './format.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const units = { hour: 'yuan/hour', day: 'yuan/day', month: 'yuan/month' } as const;

const month = (at: string) => months[local(at).month - 1]!;
const shortDay = (at: string) => `${local(at).date} ${month(at)}`;
const weekday = (at: string) => weekdays[local(at).weekday]!;

function spoken(instant: string) {
  const { hour, minute } = local(instant);
  const said = hour % 12 === 0 ? 12 : hour % 12;
  return `${said}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`} ${hour < 12 ? 'am' : 'pm'}`;
}

export const en: Format = {
  clock: (instant) => local(instant).time,
  day: (at) => `${weekday(at)} ${shortDay(at)}`,
  shortDay,
  weekday,
  month,
  asOf: (instant, now) => {
    const days = daysBetween(now, instant);
    return `${local(instant).time} ${days === 0 ? 'today' : days === -1 ? 'yesterday' : shortDay(instant)}`;
  },
  spoken,
  when: (instant, now) => {
    const days = daysBetween(now, instant);
    const day = days === 0 ? 'today' : days > 0 && days < 7 ? weekday(instant) : shortDay(instant);
    return `${day} ${spoken(instant)}`;
  },
  daysAgo: (at, now) => {
    const days = -daysBetween(now, at);
    return days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  },
  leafHead: (at, now) => (daysBetween(now, at) === 0 ? 'Today' : month(at)),
  pay: ({ from, to, unit }) => ({
    figure: from === to ? figure(from) : `${figure(from)} to ${figure(to)}`,
    unit: units[unit],
  }),
  walk: (minutes) => {
    const far = kilometres(minutes);
    return far ? { figure: String(far), unit: 'km' } : { figure: String(minutes), unit: 'min' };
  },
};
