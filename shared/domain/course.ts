import { z } from 'zod';
import { Place } from './place.ts';
import { trades } from './posting.ts';
import { Day, Id, text } from './text.ts';

/** A training course (急需紧缺职业（工种）培训). */
export const Course = z.strictObject({
  id: Id,
  version: z.int().positive(),
  title: text(60),
  trade: z.enum(trades),
  provider: text(80),
  /** Teaching hours of 45 minutes. */
  lessons: z.int().positive(),
  startsOn: Day,
  endsOn: Day,
  place: Place,
  seats: z.strictObject({ total: z.int().positive(), taken: z.int().nonnegative() }),
  /** What it costs the learner, in words: 不收钱. */
  cost: text(60),
  description: text(4_000),
});
export type Course = z.infer<typeof Course>;
