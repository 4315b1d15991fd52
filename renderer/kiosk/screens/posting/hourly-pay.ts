import type { Pay, Posting } from '../../../../shared/domain/posting.ts';

const HOURLY_DIGITS = 1;
const rounded = (yuan: number) => Number(yuan.toFixed(HOURLY_DIGITS));

export interface HourlyPay {
  readonly from: number;
  readonly to: number;
  readonly hoursPerDay: number;
  /** `null` for pay by the day: days play no part. */
  readonly daysPerMonth: number | null;
}

/** The honest figure by the hour, with what it was divided by; `null` where pay is by the hour already. */
export function hourlyPay(pay: Pay, { hoursPerDay, daysPerMonth }: Posting['hours']): HourlyPay | null {
  if (pay.unit === 'hour') return null;
  const days = pay.unit === 'month' ? daysPerMonth : null;
  const hours = hoursPerDay * (days ?? 1);
  return { from: rounded(pay.from / hours), to: rounded(pay.to / hours), hoursPerDay, daysPerMonth: days };
}
