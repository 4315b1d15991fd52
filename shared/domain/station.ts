import { z } from 'zod';
import { Id, Instant, text } from './text.ts';

/** What only the platform knows of a station: who is on duty, and which stations near by can do what. */
export const StationNews = z.strictObject({
  stationId: Id,
  /** `null`: nobody is on duty now. */
  duty: z.strictObject({ name: text(20), until: Instant }).nullable(),
  neighbours: z
    .array(
      z.strictObject({
        name: text(40),
        walkMinutes: z.int().positive().max(600),
        prints: z.boolean(),
        asOf: Instant,
      }),
    )
    .max(20),
});
export type StationNews = z.infer<typeof StationNews>;
