import { z } from 'zod';
import { AreaCode, text } from './text.ts';

/** Degrees, GCJ-02 as the platform publishes them. Only mainland China and its seas: anything else is no coordinate of ours. */
export const Coordinates = z.strictObject({
  latitude: z.number().min(3).max(54),
  longitude: z.number().min(73).max(136),
});
export type Coordinates = z.infer<typeof Coordinates>;

export const Place = z.strictObject({
  address: text(200),
  areaCode: AreaCode,
  /** Without them a thing is listed last and without minutes. */
  coordinates: Coordinates.nullable(),
  /** At most three things that one passes on the way from the station, in order; empty when nobody has walked it yet. */
  landmarks: z.array(text(12)).max(3),
});
export type Place = z.infer<typeof Place>;
