import { z } from 'zod';
import { Place } from './place.ts';
import { Day, Id, Instant, text } from './text.ts';

/** The pictures that stand for trades on the glass; `other` has the picture of none. */
export const trades = ['clean', 'cook', 'guard', 'care', 'truck', 'factory', 'sell', 'fix', 'other'] as const;
export type Trade = (typeof trades)[number];

/** How people are engaged: 全日制, 非全日制, 零工, 公益性岗位, 见习 (人力资源市场暂行条例; 就业促进法 52 for public-welfare posts). */
export const natures = ['full-time', 'part-time', 'gig', 'public-welfare', 'internship'] as const;
export type Nature = (typeof natures)[number];

export const Pay = z
  .strictObject({
    /** Yuan before tax, per `unit`; equal when the employer named one figure. */
    from: z.number().positive().max(1_000_000),
    to: z.number().positive().max(1_000_000),
    unit: z.enum(['hour', 'day', 'month']),
    settled: z.enum(['daily', 'weekly', 'monthly']),
  })
  .refine(({ from, to }) => from <= to, { error: 'pay.from is above pay.to' });
export type Pay = z.infer<typeof Pay>;

export const WorkingHours = z.strictObject({
  /** As spoken: 早 6 点到 11 点. */
  spoken: text(40),
  parts: z.array(z.enum(['morning', 'afternoon', 'evening', 'night'])),
  hoursPerDay: z.number().positive().max(24),
  daysPerMonth: z.number().positive().max(31),
});

/** A posting with the elements that law asks for: unit, headcount, conditions, duties, place, pay, validity (条例 24). */
export const Posting = z.strictObject({
  id: Id,
  /** Rises with every change; an older version never replaces a newer one. */
  version: z.int().positive(),
  title: text(60),
  trade: z.enum(trades),
  nature: z.enum(natures),
  employer: z.strictObject({
    id: Id,
    name: text(80),
    kind: z.enum(['firm', 'sole-trader', 'household']),
  }),
  headcount: z.int().positive().max(9_999),
  /** How many of them are taken, by the employer's own word. */
  filled: z.int().nonnegative().max(9_999),
  duties: text(2_000),
  conditions: text(2_000),
  education: z.enum(['any', 'primary', 'junior', 'senior', 'college', 'bachelor']),
  pay: Pay,
  hours: WorkingHours,
  /** 管饭, 管住, 上保险. */
  meals: z.boolean(),
  lodging: z.boolean(),
  insurance: z.boolean(),
  /** Can be done sitting. */
  seated: z.boolean(),
  place: Place,
  contact: z.strictObject({ name: text(20), phone: text(30) }),
  /** Who sent it here: the city's system, a staff member, the employer at a terminal. */
  source: text(40),
  /** When somebody last heard from the employer that the place is still open, and who asked. */
  confirmed: z.strictObject({ at: Instant, by: text(20) }).nullable(),
  publishedAt: Instant,
  validThrough: Day,
});
export type Posting = z.infer<typeof Posting>;
