import type Database from 'better-sqlite3';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { fail } from '../../../shared/failure.ts';
import type { CatalogueKind } from '../../../shared/platform-api.ts';
import { ok } from '../../../shared/result.ts';
import { catalogueSettings, diskTrouble, openDatabase, UnusableDatabase, verifyFile } from '../open-database.ts';
import type { Applied, Catalogue, Cursor, Doubt } from './contract.ts';
import { readings } from './readings.ts';
import { columnsOf, isShown, type Standpoint, type Value } from './rows.ts';
import { CATALOGUE_SCHEMA } from './schema.ts';

export interface CatalogueOptions {
  readonly file: string;
  readonly standpoint: Standpoint;
  /** Told when a file could not be used and a new one was begun. */
  readonly onSetAside: (reason: string) => void;
}

type Rows = Omit<Catalogue, 'verify'>;

/**
 * Opens the catalogue; one that is damaged, foreign or of another schema is set aside (one is kept) and begun anew, at the
 * start and whenever a statement meets the damage.
 */
export function openCatalogue({ file, standpoint, onSetAside }: CatalogueOptions): Catalogue {
  let db: Database.Database;
  let rows: Rows;
  const open = () => {
    // Minutes and districts are those of this station: a terminal that moves begins anew.
    db = openDatabase(file, catalogueSettings, { rebuilt: `${CATALOGUE_SCHEMA}-- ${JSON.stringify(standpoint)}` });
    rows = catalogueRows(db, standpoint);
  };
  const beginAnew = (reason: string) => {
    onSetAside(reason);
    setAside(file);
    open();
  };
  const attempt = async <T>(work: (rows: Rows) => Promise<T>): Promise<T> => {
    const used = rows;
    try {
      return await work(used);
    } catch (cause) {
      if (diskTrouble(cause) !== 'damaged') throw cause;
      if (rows === used) {
        db.close();
        beginAnew('damaged');
      }
      return work(rows);
    }
  };

  try {
    open();
  } catch (cause) {
    if (!(cause instanceof UnusableDatabase)) throw cause;
    beginAnew(cause.reason);
  }
  return {
    cursor: (kind) => attempt((on) => on.cursor(kind)),
    apply: (kind, changes, next, completeAt) => attempt((on) => on.apply(kind, changes, next, completeAt)),
    followFeed: (kind, feed) => attempt((on) => on.followFeed(kind, feed)),
    beginResync: (kind, feed) => attempt((on) => on.beginResync(kind, feed)),
    unseen: (kind) => attempt((on) => on.unseen(kind)),
    remove: (kind, ids, at) => attempt((on) => on.remove(kind, ids, at)),
    removedSince: (kind, instant) => attempt((on) => on.removedSince(kind, instant)),
    doubt: (kind, rows) => attempt((on) => on.doubt(kind, rows)),
    doubted: (kind) => attempt((on) => on.doubted(kind)),
    count: (kind) => attempt((on) => on.count(kind)),
    postings: (query, today) => attempt((on) => on.postings(query, today)),
    posting: (id) => attempt((on) => on.posting(id)),
    headlines: (today) => attempt((on) => on.headlines(today)),
    events: (query, now) => attempt((on) => on.events(query, now)),
    event: (id) => attempt((on) => on.event(id)),
    policies: (query) => attempt((on) => on.policies(query)),
    policy: (id) => attempt((on) => on.policy(id)),
    words: (kind) => attempt((on) => on.words(kind)),
    checkpoint: () => attempt((on) => on.checkpoint()),
    verify: (depth) => attempt(async () => verifyFile(file, depth)),
    close: () => rows.close(),
  };
}

function setAside(file: string): void {
  for (const part of ['', '-wal', '-shm']) {
    rmSync(`${file}.bad${part}`, { force: true });
    if (existsSync(file + part)) renameSync(file + part, `${file}.bad${part}`);
  }
}

function catalogueRows(db: Database.Database, standpoint: Standpoint): Rows {
  const cursorOf = db.prepare<[string], Cursor & { generation: number }>(
    'select after, complete_at as completeAt, feed, generation from cursor where kind = ?',
  );
  const moveCursor = db.prepare<Cursor & { kind: string; generation: number }>(/* sql */ `
    insert into cursor (kind, after, complete_at, feed, generation) values (:kind, :after, :completeAt, :feed, :generation)
    on conflict (kind) do update set
      after = excluded.after, complete_at = coalesce(excluded.complete_at, complete_at), feed = excluded.feed,
      generation = excluded.generation
  `);
  const at = (kind: CatalogueKind) => cursorOf.get(kind) ?? { after: 0, completeAt: null, feed: null, generation: 0 };

  const put = (kind: CatalogueKind, change: Applied, generation: number): 'put' | 'old' | 'conflict' => {
    const known = db
      .prepare<[string], { version: number; item: string }>(`select version, item from ${kind} where id = ?`)
      .get(change.id);
    if (change.item === null || !isShown(change.item, standpoint)) {
      if (known && known.version > change.version) return 'old';
      db.prepare(`delete from ${kind} where id = ?`).run(change.id);
      return 'put';
    }
    const columns: Record<string, Value> = {
      id: change.id,
      version: change.version,
      generation,
      doubtful: 0,
      ...columnsOf(kind, change.item, standpoint.station),
    };
    const isConflict = known?.version === change.version && known.item !== columns['item'];
    if (known && (known.version > change.version || isConflict)) {
      // Ours stays, but it was seen: a resync must not take it for gone.
      db.prepare(`update ${kind} set generation = ?, doubtful = 0 where id = ?`).run(generation, change.id);
      return isConflict ? 'conflict' : 'old';
    }
    const names = Object.keys(columns);
    db.prepare(
      `insert or replace into ${kind} (${names.join(', ')}) values (${names.map((name) => `:${name}`).join(', ')})`,
    ).run(columns);
    return 'put';
  };

  const apply = db.transaction((...[kind, changes, next, completeAt]: Parameters<Catalogue['apply']>) => {
    const { feed, generation } = at(kind);
    const conflicts = changes.filter((change) => put(kind, change, generation) === 'conflict').length;
    moveCursor.run({ kind, after: next, completeAt, feed, generation });
    return { conflicts };
  });
  const remove = db.transaction((kind: CatalogueKind, ids: readonly string[], when: string) => {
    const statement = db.prepare(`delete from ${kind} where id = ?`);
    for (const id of ids) statement.run(id);
    db.prepare('insert into removal (kind, at, count) values (?, ?, ?)').run(kind, when, ids.length);
  });
  const doubt = db.transaction((kind: CatalogueKind, rows: readonly Doubt[]) => {
    const statement = db.prepare(`update ${kind} set doubtful = 1 where id = :id and version <= :version`);
    for (const { id, version } of rows) statement.run({ id, version });
  });

  return {
    cursor: async (kind) => {
      const { after, completeAt, feed } = at(kind);
      return { after, completeAt, feed };
    },
    apply: async (...page) => {
      try {
        return ok(apply.immediate(...page));
      } catch (cause) {
        if (diskTrouble(cause) === 'full') return fail('store/full');
        throw cause;
      }
    },
    followFeed: async (kind, feed) => void moveCursor.run({ kind, ...at(kind), completeAt: null, feed }),
    beginResync: async (kind, feed) =>
      void moveCursor.run({ kind, after: 0, completeAt: null, feed, generation: at(kind).generation + 1 }),
    unseen: async (kind) =>
      db.prepare<[number], Doubt>(`select id, version from ${kind} where generation < ?`).all(at(kind).generation),
    remove: async (kind, ids, when) => remove.immediate(kind, ids, when),
    removedSince: async (kind, instant) => {
      db.prepare('delete from removal where kind = ? and at < ?').run(kind, instant);
      return db
        .prepare<[string], { n: number }>('select ifnull(sum(count), 0) as n from removal where kind = ?')
        .get(kind)!.n;
    },
    doubt: async (kind, rows) => doubt.immediate(kind, rows),
    doubted: async (kind) =>
      db
        .prepare<[], { id: string }>(`select id from ${kind} where doubtful = 1`)
        .all()
        .map(({ id }) => id),
    count: async (kind) => db.prepare<[], { n: number }>(`select count(*) as n from ${kind}`).get()!.n,
    words: async (kind) =>
      db
        .prepare<[], { words: string }>(`select words from ${kind}`)
        .all()
        .map(({ words }) => words)
        .join('\n'),
    ...readings(db, standpoint.station),
    checkpoint: async () => void db.pragma('wal_checkpoint(truncate)'),
    close: async () => void db.close(),
  };
}
