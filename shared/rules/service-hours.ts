/** `HH:MM`, 24 hours, at the station. */
export type TimeOfDay = string;

/** `to` before `from`: until that hour of the next morning. The whole day is 00:00 to 24:00. */
export interface Hours {
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
}

export interface ServiceHours {
  /** Monday first; `null` closes the day. */
  readonly week: readonly (Hours | null)[];
  /** Dated exceptions: holidays, make-up days. They win over the week. */
  readonly exceptions: readonly {
    readonly day: string;
    readonly hours: Hours | null;
  }[];
}

export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** 0 Monday … 6 Sunday */
  readonly weekday: number;
  readonly time: TimeOfDay;
}

// China has one zone and no summer time since 1992; the kiosk's own clock may be set to any zone, so it is computed.
const SHANGHAI_MINUTES = 8 * 60;
const pad = (n: number) => String(n).padStart(2, '0');

/** The day and the hour at the station, for an instant in UTC. */
export function localTime(instant: Date): LocalTime {
  const there = new Date(instant.getTime() + SHANGHAI_MINUTES * 60_000);
  return {
    day: `${there.getUTCFullYear()}-${pad(there.getUTCMonth() + 1)}-${pad(there.getUTCDate())}`,
    weekday: (there.getUTCDay() + 6) % 7,
    time: `${pad(there.getUTCHours())}:${pad(there.getUTCMinutes())}`,
  };
}

/** Today's hours, or `null` when the station is closed all day. */
export function hoursOn(hours: ServiceHours, { day, weekday }: Pick<LocalTime, 'day' | 'weekday'>): Hours | null {
  const exception = hours.exceptions.find((dated) => dated.day === day);
  return exception ? exception.hours : (hours.week[weekday] ?? null);
}

export function isOpen(hours: ServiceHours, now: LocalTime): boolean {
  const today = hoursOn(hours, now);
  if (today && today.from <= now.time && (now.time < today.to || runsOver(today))) return true;
  const yesterday = hoursOn(hours, dayBefore(now));
  return yesterday !== null && runsOver(yesterday) && now.time < yesterday.to;
}

const runsOver = ({ from, to }: Hours) => to < from;

function dayBefore({ day, weekday }: LocalTime): Pick<LocalTime, 'day' | 'weekday'> {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000);
  return { day: before.toISOString().slice(0, 10), weekday: (weekday + 6) % 7 };
}
