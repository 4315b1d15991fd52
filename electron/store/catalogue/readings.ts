import type { Database } from 'better-sqlite3';
import { Event } from '../../../shared/domain/event.ts';
import type {
  EventCard,
  PolicyCard,
  PostingCard,
  PostingChip,
  PostingPage,
  PostingQuery,
} from '../../../shared/domain/listing.ts';
import type { Coordinates } from '../../../shared/domain/place.ts';
import { Policy } from '../../../shared/domain/policy.ts';
import { Posting } from '../../../shared/domain/posting.ts';
import { direction } from '../../../shared/rules/distance.ts';
import { minutesTo } from './rows.ts';
import type { Catalogue } from './contract.ts';

const NEAR_MINUTES = 15;
/** When nothing fits within a quarter of an hour, the way is made longer in these steps; `null` is any way. */
const LONGER_WAYS = [30, 60, null] as const;
const EXCERPT_CHARACTERS = 36;

const conditions: Record<Exclude<PostingChip, 'near'>, string> = {
  'paid-daily': 'paid_daily = 1',
  morning: 'morning = 1',
  meals: 'meals = 1',
  seated: 'seated = 1',
  'any-education': 'any_education = 1',
};
const within = (minutes: number | null) => (minutes === null ? '1' : `ifnull(minutes, 99999) <= ${minutes}`);
const where = (chips: readonly PostingChip[], way: number | null) =>
  [within(way), ...chips.flatMap((chip) => (chip === 'near' ? [] : [conditions[chip]]))].join(' and ');

type Readings = Pick<Catalogue, 'postings' | 'posting' | 'headlines' | 'events' | 'event' | 'policies' | 'policy'>;

export function readings(db: Database, station: Coordinates): Readings {
  const postings = (query: PostingQuery, today: string): PostingPage => {
    const near = query.chips.includes('near');
    const count = (condition: string) =>
      db
        .prepare<[string], { n: number }>(`select count(*) as n from posting where valid_through >= ? and ${condition}`)
        .get(today)!.n;
    let way: number | null = near ? NEAR_MINUTES : null;
    let total = count(where(query.chips, way));
    const isRelaxed = near && total === 0;
    for (const longer of isRelaxed ? LONGER_WAYS : []) {
      way = longer;
      total = count(where(query.chips, way));
      if (total > 0) break;
    }
    const cards = db
      .prepare<[string, number, number], { item: string; minutes: number | null }>(
        /* sql */ `
        select item, minutes from posting
        where valid_through >= ? and ${where(query.chips, way)}
        order by ifnull(minutes, 99999), published_at desc, id
        limit ? offset ?
      `,
      )
      .all(today, query.pageSize, query.page * query.pageSize)
      .map(({ item, minutes }) => toCard(JSON.parse(item) as Posting, minutes));
    const withChip = (chip: PostingChip) => [...new Set([...query.chips, chip])];
    const counts = {
      near: count(where(query.chips, NEAR_MINUTES)),
      ...Object.fromEntries(
        (Object.keys(conditions) as (keyof typeof conditions)[]).map((chip) => [
          chip,
          count(where(withChip(chip), way)),
        ]),
      ),
    } as PostingPage['counts'];
    return { cards, total, counts, ...(isRelaxed ? { relaxedTo: way } : {}) };
  };

  return {
    postings: async (query, today) => postings(query, today),

    posting: async (id) => {
      const row = db
        .prepare<[string], { item: string; doubtful: number }>('select item, doubtful from posting where id = ?')
        .get(id);
      if (!row) return undefined;
      const posting = Posting.parse(JSON.parse(row.item));
      const { coordinates } = posting.place;
      return {
        posting,
        walkMinutes: minutesTo(station, posting.place),
        direction: coordinates ? direction(station, coordinates) : null,
        doubtful: row.doubtful === 1,
      };
    },

    headlines: async (today) => {
      // The day begins at midnight in Shanghai, which is 16:00 UTC of the day before.
      const since = new Date(`${today}T00:00:00+08:00`).toISOString();
      const { n } = db
        .prepare<[string, string], { n: number }>(
          'select count(*) as n from posting where published_at >= ? and valid_through >= ?',
        )
        .get(since, today)!;
      const nearest = db
        .prepare<[string], { minutes: number | null }>(
          'select minutes from posting where valid_through >= ? order by ifnull(minutes, 99999), published_at desc, id limit 1',
        )
        .get(today);
      return { newToday: n, nearestMinutes: nearest?.minutes ?? null };
    },

    events: async (query, now) => {
      const filters = { all: '1', fair: `kind in ('fair', 'market')`, learn: `kind in ('talk', 'class')` } as const;
      const base = 'from event where ends_at > :now and instr(words, :text) > 0';
      const bound = { now, text: query.text };
      const count = (filter: keyof typeof filters) =>
        db.prepare<typeof bound, { n: number }>(`select count(*) as n ${base} and ${filters[filter]}`).get(bound)!.n;
      // Soon and near both count: a day's wait weighs as much as six minutes' walk.
      const cards = db
        .prepare<typeof bound & { limit: number; offset: number }, { item: string; minutes: number | null }>(
          `select item, minutes ${base} and ${filters[query.filter]}
           order by (julianday(starts_at) - julianday(:now)) * 6 + ifnull(minutes, 120), starts_at, id
           limit :limit offset :offset`,
        )
        .all({ ...bound, limit: query.pageSize, offset: query.page * query.pageSize })
        .map(({ item, minutes }): EventCard => {
          const { id, title, kind, startsAt, endsAt, venue, seats, status } = JSON.parse(item) as Event;
          return { id, title, kind, startsAt, endsAt, venue, seats, status, walkMinutes: minutes };
        });
      return {
        cards,
        total: count(query.filter),
        counts: { all: count('all'), fair: count('fair'), learn: count('learn') },
      };
    },

    event: async (id) => {
      const row = db.prepare<[string], { item: string }>('select item from event where id = ?').get(id);
      if (!row) return undefined;
      const event = Event.parse(JSON.parse(row.item));
      return { event, walkMinutes: minutesTo(station, event.place) };
    },

    policies: async ({ text, page, pageSize }) => {
      const { n } = db
        .prepare<[string], { n: number }>('select count(*) as n from policy where instr(words, ?) > 0')
        .get(text)!;
      const cards = db
        .prepare<[string, number, number], { item: string; words: string }>(
          `select item, words from policy where instr(words, ?) > 0
           order by sample, issued_on is null, issued_on desc, id limit ? offset ?`,
        )
        .all(text, pageSize, page * pageSize)
        .map(({ item, words }): PolicyCard => {
          const { id, title, issuer, documentNumber, issuedOn, sample } = JSON.parse(item) as Policy;
          return {
            id,
            title,
            issuer,
            documentNumber,
            issuedOn,
            sample,
            excerpt: excerptOf(words.slice(title.length + 1), text),
          };
        });
      return { cards, total: n };
    },

    policy: async (id) => {
      const row = db.prepare<[string], { item: string }>('select item from policy where id = ?').get(id);
      return row && Policy.parse(JSON.parse(row.item));
    },
  };
}

const toCard = (posting: Posting, walkMinutes: number | null): PostingCard => {
  const { id, title, trade, pay, hours, meals, lodging, insurance, headcount, filled, confirmed } = posting;
  return { id, title, trade, pay, hours, meals, lodging, insurance, headcount, filled, confirmed, walkMinutes };
};

function excerptOf(words: string, text: string): string | null {
  const found = text === '' ? -1 : words.indexOf(text);
  if (found < 0) return null;
  const from = Math.max(0, found - Math.floor((EXCERPT_CHARACTERS - text.length) / 2));
  return words.slice(from, from + EXCERPT_CHARACTERS).replaceAll('\n', ' ');
}
