import type { CatalogueKind, ChangePage } from '../../../shared/platform-api.ts';
import { CHANGE_LOCK, type Database } from './database.ts';

/** A thing to publish; `item: null` deletes it. */
export interface Publication {
  readonly kind: CatalogueKind;
  readonly id: string;
  readonly version: number;
  readonly item: unknown;
}

export type FeedRepository = ReturnType<typeof feedRepository>;

const ROWS_A_CALL = 2_000;

/** Postings, events, policies and courses, as a feed of changes in commit order. */
export function feedRepository(db: Database) {
  return {
    /** Later versions replace earlier ones; an equal or older version changes nothing. */
    publish: (publications: readonly Publication[], now: Date): Promise<void> =>
      db.transaction(async ({ query }) => {
        await query('select pg_advisory_xact_lock($1)', [CHANGE_LOCK]);
        for (let from = 0; from < publications.length; from += ROWS_A_CALL) {
          const part = publications.slice(from, from + ROWS_A_CALL);
          const [feed] = await query<{ last_seq: number }>('select last_seq from feed');
          const rows = part.map((row, i) => ({ ...row, seq: feed!.last_seq + i + 1 }));
          await query(
            /* sql */ `
              insert into catalogue_item (kind, id, version, seq, item, changed)
              select distinct on (kind, id) kind, id, version, seq, nullif(item, 'null'::jsonb), $2::timestamptz
              from jsonb_to_recordset($1::jsonb) as row (kind text, id text, version integer, seq bigint, item jsonb)
              order by kind, id, version desc
              on conflict (kind, id) do update
                set version = excluded.version, seq = excluded.seq, item = excluded.item, changed = excluded.changed
                where excluded.version > catalogue_item.version`,
            [JSON.stringify(rows), now.toISOString()],
          );
          await query('update feed set last_seq = $1', [feed!.last_seq + rows.length]);
        }
      }),

    /** `undefined`: deletions that this cursor has not seen are forgotten, or it is from another feed. */
    page: async (
      { kind, after, began, limit }: { kind: CatalogueKind; after: number; began: number; limit: number },
      now: Date,
    ): Promise<ChangePage | undefined> => {
      const [feed] = await db.query<{ id: string; last_seq: number; floor: number }>(
        `select id, last_seq, coalesce((select seq from feed_floor where kind = $1), 0) as floor from feed`,
        [kind],
      );
      const hasMissed = after > 0 && Math.max(after, began) < feed!.floor;
      if (after > feed!.last_seq || hasMissed) return undefined;
      const rows = await db.query<{ seq: number; id: string; version: number; item: unknown }>(
        'select seq, id, version, item from catalogue_item where kind = $1 and seq > $2 order by seq limit $3',
        [kind, after, limit],
      );
      const next = rows.at(-1)?.seq ?? after;
      const [rest] = await db.query<{ count: number }>(
        'select count(*)::integer as count from catalogue_item where kind = $1 and seq > $2',
        [kind, next],
      );
      const [bulk] = await db.query<{ count: number; reason: string; until: string }>(
        `select count, reason, to_char(until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as until
         from bulk_notice where kind = $1 and until > $2`,
        [kind, now.toISOString()],
      );
      return {
        feed: feed!.id,
        newest: feed!.last_seq,
        changes: rows.map(({ seq, id, version, item }) =>
          item === null ? { seq, id, version, gone: true } : { seq, id, version, item },
        ),
        // Who has come to the end has seen what was forgotten, too.
        next: rest!.count === 0 ? Math.max(next, feed!.floor) : next,
        remaining: rest!.count,
        bulk: bulk ?? null,
      };
    },

    /** Forgets deletions older than `before`: a kiosk that was away for longer begins at 0. */
    prune: (before: Date): Promise<void> =>
      db.transaction(async ({ query }) => {
        await query('select pg_advisory_xact_lock($1)', [CHANGE_LOCK]);
        await query(
          /* sql */ `
            with forgotten as (delete from catalogue_item where item is null and changed < $1 returning kind, seq)
            insert into feed_floor (kind, seq) select kind, max(seq) from forgotten group by kind
            on conflict (kind) do update set seq = greatest(feed_floor.seq, excluded.seq)`,
          [before.toISOString()],
        );
      }),

    find: async (kind: CatalogueKind, id: string): Promise<unknown> => {
      const [row] = await db.query<{ item: unknown }>('select item from catalogue_item where kind = $1 and id = $2', [
        kind,
        id,
      ]);
      return row?.item ?? undefined;
    },

    liveIds: async (kind: CatalogueKind): Promise<{ id: string; version: number }[]> =>
      db.query('select id, version from catalogue_item where kind = $1 and item is not null order by seq', [kind]),

    announceBulk: async (kind: CatalogueKind, count: number, reason: string, until: Date): Promise<void> => {
      await db.query(
        `insert into bulk_notice values ($1, $2, $3, $4)
         on conflict (kind) do update set count = excluded.count, reason = excluded.reason, until = excluded.until`,
        [kind, count, reason, until.toISOString()],
      );
    },
  };
}
