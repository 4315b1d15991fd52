import { z } from 'zod';

// Characters that no honest posting contains: C0 and C1 controls but the line feed, and the marks that turn writing round.

const HOSTILE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Text of the platform: never HTML, no control characters, no marks that reorder it (reliability.md 2.4). */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !HOSTILE.test(value), { error: 'control or direction characters' });

/** Identifiers travel in URLs and slips: letters, digits, `-` and `_`. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);

/** A calendar day, `2026-12-05`: a day at the station, never an instant. */
export const Day = z.iso.date();

/** An instant, UTC, `2026-11-21T02:26:00Z` with seconds and optional milliseconds. */
export const Instant = z.iso.datetime();

/** Administrative division, GB/T 2260: six digits. */
export const AreaCode = z.string().regex(/^\d{6}$/);
