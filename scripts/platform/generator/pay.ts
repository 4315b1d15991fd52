import type { Nature, Pay } from '../../../shared/domain/posting.ts';
import type { Random } from './random.ts';
import type { Shift } from './shifts.ts';
import type { TradeWords } from './words/trade-words.ts';

// Sample figures, not law: kept well above what Tianjin's minimum wages have been, so that no invented posting looks unlawful.
export const LEAST_MONTH = 2_800;
export const LEAST_HOUR = 28;

type Unit = Pay['unit'];
type Terms = Pick<Pay, 'unit' | 'settled'>;

const terms: Record<Nature, readonly (readonly [Terms, number])[]> = {
  'full-time': [
    [{ unit: 'month', settled: 'monthly' }, 88],
    [{ unit: 'day', settled: 'weekly' }, 6],
    [{ unit: 'hour', settled: 'monthly' }, 6],
  ],
  // Part-time pay may not wait longer than fifteen days (劳动合同法 72).
  'part-time': [
    [{ unit: 'hour', settled: 'weekly' }, 55],
    [{ unit: 'hour', settled: 'daily' }, 20],
    [{ unit: 'day', settled: 'daily' }, 15],
    [{ unit: 'day', settled: 'weekly' }, 10],
  ],
  gig: [
    [{ unit: 'day', settled: 'daily' }, 60],
    [{ unit: 'hour', settled: 'daily' }, 22],
    [{ unit: 'day', settled: 'weekly' }, 10],
    [{ unit: 'hour', settled: 'weekly' }, 8],
  ],
  'public-welfare': [[{ unit: 'month', settled: 'monthly' }, 1]],
  internship: [[{ unit: 'month', settled: 'monthly' }, 1]],
};

const steps: Record<Unit, number> = { month: 100, day: 10, hour: 1 };
const spreads: Record<Unit, readonly number[]> = {
  month: [0, 0, 0, 200, 400, 500, 600, 800],
  day: [0, 0, 0, 10, 20, 30],
  hour: [0, 0, 0, 1, 2, 4],
};

function base(unit: Unit, { month, hour }: TradeWords, { hours }: Shift, random: Random): number {
  if (unit === 'month') {
    // A shorter month is paid less, though not in proportion.
    const share = Math.min(1, 0.45 + (0.55 * hours.hoursPerDay * hours.daysPerMonth) / 176);
    return Math.max(LEAST_MONTH, random.int(...month) * share);
  }
  const perHour = Math.max(LEAST_HOUR, random.int(...hour));
  return unit === 'hour' ? perHour : perHour * hours.hoursPerDay;
}

export function drawPay(trade: TradeWords, nature: Nature, shift: Shift, random: Random): Pay {
  const { unit, settled } = random.weighted(terms[nature]);
  const step = steps[unit];
  const from = Math.ceil(base(unit, trade, shift, random) / step) * step;
  return { from, to: from + random.pick(spreads[unit]), unit, settled };
}
