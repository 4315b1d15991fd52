/** `HH:MM`, 24 hours, at the station. */
export type TimeOfDay = string;

export interface ServiceHours {
  /** Monday first; `null` closes the day. */
  readonly week: readonly ({ readonly from: TimeOfDay; readonly to: TimeOfDay } | null)[];
  /** Dated exceptions: holidays, make-up days. They win over the week. */
  readonly exceptions: readonly {
    readonly day: string;
    readonly hours: { readonly from: TimeOfDay; readonly to: TimeOfDay } | null;
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
export function hoursOn(hours: ServiceHours, { day, weekday }: LocalTime) {
  const exception = hours.exceptions.find((dated) => dated.day === day);
  return exception ? exception.hours : (hours.week[weekday] ?? null);
}

export function isOpen(hours: ServiceHours, now: LocalTime): boolean {
  const today = hoursOn(hours, now);
  return today !== null && today.from <= now.time && now.time < today.to;
}
