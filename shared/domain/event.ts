import { z } from 'zod';
import { Place } from './place.ts';
import { Id, Instant, text } from './text.ts';

/** 招聘会, 讲座, 培训课, 零工市场. */
export const eventKinds = ['fair', 'talk', 'class', 'market'] as const;

export const Event = z.strictObject({
  id: Id,
  version: z.int().positive(),
  title: text(60),
  kind: z.enum(eventKinds),
  startsAt: Instant,
  endsAt: Instant,
  place: Place,
  venue: text(60),
  organiser: text(80),
  description: text(4_000),
  /** `null`: come as you are. */
  seats: z.strictObject({ total: z.int().positive(), taken: z.int().nonnegative() }).nullable(),
  status: z.enum(['planned', 'moved', 'cancelled']),
});
export type Event = z.infer<typeof Event>;
