import { z } from 'zod';
import { Event } from './event.ts';
import { Policy } from './policy.ts';
import { Posting } from './posting.ts';
import { Id, text } from './text.ts';

/** What people narrow the list by, as they would say it. */
export const postingChips = ['near', 'paid-daily', 'morning', 'meals', 'seated', 'any-education'] as const;
export type PostingChip = (typeof postingChips)[number];

export const PostingQuery = z.strictObject({
  chips: z.array(z.enum(postingChips)).max(postingChips.length),
  page: z.int().min(0).max(10_000),
  pageSize: z.int().min(1).max(20),
});
export type PostingQuery = z.infer<typeof PostingQuery>;

/** One card of the list. */
export const PostingCard = z.strictObject({
  ...Posting.pick({
    id: true,
    title: true,
    trade: true,
    pay: true,
    hours: true,
    meals: true,
    lodging: true,
    insurance: true,
    headcount: true,
    filled: true,
    confirmed: true,
  }).shape,
  /** On foot from this station; `null` without coordinates. */
  walkMinutes: z.int().positive().nullable(),
});
export type PostingCard = z.infer<typeof PostingCard>;

export const PostingPage = z.strictObject({
  cards: z.array(PostingCard),
  total: z.int().nonnegative(),
  /** How many there would be with this chip (too): the figure on the chip. */
  counts: z.record(z.enum(postingChips), z.int().nonnegative()),
  /** Nothing fitted within a quarter of an hour, so the way was made longer: up to so many minutes, or any way (`null`). */
  relaxedTo: z.int().positive().nullable().optional(),
});
export type PostingPage = z.infer<typeof PostingPage>;

export const PostingView = z.strictObject({
  posting: Posting,
  walkMinutes: z.int().positive().nullable(),
  direction: z.enum(['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']).nullable(),
  /** The platform asked to delete it together with too many others; it is shown until that is confirmed. */
  doubtful: z.boolean(),
});
export type PostingView = z.infer<typeof PostingView>;

export const EventFilter = z.enum(['all', 'fair', 'learn']);
export const TextQuery = z.strictObject({
  /** Two characters or more search; an empty text lists everything. */
  text: z.string().max(20),
  page: z.int().min(0).max(1_000),
  pageSize: z.int().min(1).max(20),
});
export const EventQuery = z.strictObject({ ...TextQuery.shape, filter: EventFilter });
export type EventQuery = z.infer<typeof EventQuery>;
export type TextQuery = z.infer<typeof TextQuery>;

export const EventCard = z.strictObject({
  ...Event.pick({
    id: true,
    title: true,
    kind: true,
    startsAt: true,
    endsAt: true,
    venue: true,
    seats: true,
    status: true,
  }).shape,
  walkMinutes: z.int().positive().nullable(),
});
export type EventCard = z.infer<typeof EventCard>;

export const EventPage = z.strictObject({
  cards: z.array(EventCard),
  total: z.int().nonnegative(),
  counts: z.record(EventFilter, z.int().nonnegative()),
});
export type EventPage = z.infer<typeof EventPage>;

export const EventView = z.strictObject({ event: Event, walkMinutes: z.int().positive().nullable() });
export type EventView = z.infer<typeof EventView>;

export const PolicyCard = z.strictObject({
  ...Policy.pick({ id: true, title: true, issuer: true, documentNumber: true, issuedOn: true, sample: true }).shape,
  /** The words around the first hit of a search. */
  excerpt: text(120).nullable(),
});
export type PolicyCard = z.infer<typeof PolicyCard>;

export const PolicyPage = z.strictObject({ cards: z.array(PolicyCard), total: z.int().nonnegative() });
export type PolicyPage = z.infer<typeof PolicyPage>;

export const ItemId = z.strictObject({ id: Id });
