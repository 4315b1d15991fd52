import type { Nature, WorkingHours } from '../../../shared/domain/posting.ts';
import { spokenSpan } from './clock.ts';
import type { z } from 'zod';
import type { Random } from './random.ts';

export const shiftGroups = [
  'dawn',
  'morning',
  'day',
  'lunch',
  'afternoon',
  'late',
  'evening',
  'night',
  'rotating',
  'live-in',
] as const;
export type ShiftGroup = (typeof shiftGroups)[number];
type Hours = z.infer<typeof WorkingHours>;
type Part = Hours['parts'][number];

/** Start, end (past 24 = the next morning), hours of rest between. */
type Span = readonly [number, number, number];

const spans: Record<ShiftGroup, readonly Span[]> = {
  dawn: [
    [4.5, 8.5, 0],
    [5, 9, 0],
    [5, 8.5, 0],
    [4, 10, 0.5],
    [4.5, 10, 0.5],
    [5, 11, 1],
    [4.5, 11, 0.5],
  ],
  morning: [
    [6, 10, 0],
    [7, 11, 0],
    [8, 12, 0],
    [8, 11, 0],
    [6, 11, 0],
    [6.5, 12, 0.5],
    [7, 12, 0],
    [8.5, 11.5, 0],
  ],
  day: [
    [8, 17, 1],
    [8.5, 17.5, 1],
    [9, 17, 1],
    [9, 18, 1],
    [8, 16, 1],
    [7.5, 16.5, 1],
    [7, 15, 1],
    [9, 16.5, 1],
    [8, 16.5, 1.5],
  ],
  lunch: [
    [10, 14, 0],
    [10.5, 13.5, 0],
    [11, 14, 0],
    [10, 15, 0.5],
    [10.5, 14.5, 0],
  ],
  afternoon: [
    [13, 17, 0],
    [14, 18, 0],
    [14, 17, 0],
    [15, 18, 0],
    [12, 18, 0.5],
    [13, 19, 0.5],
  ],
  late: [
    [14, 22, 1],
    [15, 22, 0.5],
    [13, 21, 1],
    [16, 22, 0.5],
    [15, 21, 0.5],
  ],
  evening: [
    [18, 22, 0],
    [17, 21, 0],
    [19, 23, 0],
    [19, 22, 0],
    [17, 22, 0.5],
    [18, 23, 0.5],
    [17.5, 20.5, 0],
  ],
  night: [
    [22, 30, 1],
    [21, 29, 1],
    [22, 26, 0],
    [23, 27, 0],
    [20, 24, 0],
    [23, 30, 1],
    [22, 29, 0.5],
  ],
  rotating: [
    [7, 15, 1],
    [6, 14, 1],
    [8, 16, 1],
    [7.5, 14.5, 0.5],
  ],
  'live-in': [
    [7, 19, 4],
    [6.5, 18.5, 4],
    [7, 20, 5],
  ],
};

export type Shift = { group: ShiftGroup; from: number; to: number; hours: Hours };

// One month has at least four weeks: dividing by four keeps within the law's week whoever does the sum (劳动法 36, 劳动合同法 68).
const FULL_TIME_MONTH = 44 * 4;
const PART_TIME_MONTH = 24 * 4;

const partBounds: readonly (readonly [Part, number, number])[] = [
  ['night', -2, 5],
  ['morning', 5, 12],
  ['afternoon', 12, 18],
  ['evening', 18, 22],
  ['night', 22, 29],
  ['morning', 29, 36],
];

function partsOf(from: number, to: number): Part[] {
  // Half an hour at the edge does not make a morning.
  const touched = partBounds
    .filter(([, start, end]) => Math.min(to, end) - Math.max(from, start) >= 1)
    .map(([part]) => part);
  return [...new Set(touched)];
}

function spokenOf(group: ShiftGroup, [from, to, rest]: Span): string {
  if (group === 'rotating') return `两班倒，${spokenSpan(from, to)}，或${spokenSpan(to, to + to - from)}`;
  const span = spokenSpan(from, to);
  if (group === 'live-in') return `住家，${span}，中间歇 ${rest} 小时`;
  return rest >= 1 ? `${span}，中间歇${rest === 1.5 ? '一个半' : ` ${rest} `}小时` : span;
}

function daysFor(nature: Nature, hours: number, random: Random): number {
  if (nature === 'gig') return random.pick([1, 1, 2, 2, 3, 4, 5, 6, 8, 10]);
  const most = Math.floor((nature === 'part-time' ? PART_TIME_MONTH : FULL_TIME_MONTH) / hours);
  return nature === 'part-time' ? Math.min(most, random.int(12, 26)) : Math.min(most, random.int(22, 26));
}

function suits(nature: Nature, [from, to, rest]: Span): boolean {
  const hours = to - from - rest;
  if (nature === 'part-time') return hours <= 4;
  return nature === 'gig' || hours >= (nature === 'public-welfare' ? 4 : 5);
}

export function drawShift(groups: readonly ShiftGroup[], nature: Nature, random: Random): Shift | null {
  const fitting = groups.flatMap((group) =>
    spans[group].filter((span) => suits(nature, span)).map((span) => ({ group, span })),
  );
  if (fitting.length === 0) return null;
  const { group, span } = random.pick(fitting);
  const [from, to, rest] = span;
  const hoursPerDay = to - from - rest;
  const parts = group === 'rotating' ? partsOf(from, to + to - from) : partsOf(from, to);
  const daysPerMonth = daysFor(nature, hoursPerDay, random);
  return { group, from, to, hours: { spoken: spokenOf(group, span), parts, hoursPerDay, daysPerMonth } };
}
