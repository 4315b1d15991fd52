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

export type CatalogueTrouble = UnusableDatabase['reason'] | 'failing' | 'full';

export interface CatalogueOptions {
  readonly file: string;
  readonly standpoint: Standpoint;
  /** `full`: there was no room for a change. `failing`: it lives in memory now. All else: the file was set aside. */
  readonly onTrouble: (trouble: CatalogueTrouble) => void;
}

type Rows = Omit<Catalogue, 'verify' | 'isKept' | 'apply'> & {
  apply(...page: Parameters<Catalogue['apply']>): Promise<{ readonly conflicts: number } | 'stale'>;
};

const isOfDisk = (cause: unknown) => diskTrouble(cause) !== undefined || (cause instanceof Error && 'syscall' in cause);

/**
 * The catalogue through all that a disk may do to it: a file that is damaged, foreign or of another schema is set aside (one
 * is kept) and begun anew, at the start and whenever a statement meets the damage; on a disk that fails it lives in memory.
 */
export function openCatalogue({ file, standpoint, onTrouble }: CatalogueOptions): Catalogue {
  let db: Database.Database;
  let rows: Rows;
  let isKept = true;
  const use = (where: string) => {
    // Minutes and districts are those of this station: a terminal that moves begins anew.
    db = openDatabase(where, catalogueSettings, { rebuilt: `${CATALOGUE_SCHEMA}-- ${JSON.stringify(standpoint)}` });
    rows = catalogueRows(db, standpoint);
  };
  const open = () => {
    try {
      use(file);
    } catch (cause) {
      if (cause instanceof UnusableDatabase) beginAnew(cause.reason);
      else if (diskTrouble(cause) === 'full') openWithRoom();
      else fallBack(cause);
    }
  };
  /** Whoever hears of it may have made some. */
  const openWithRoom = () => {
    onTrouble('full');
    try {
      use(file);
    } catch (cause) {
      fallBack(cause);
    }
  };
  const beginAnew = (reason: UnusableDatabase['reason']) => {
    onTrouble(reason);
    try {
      setAside(file);
      use(file);
    } catch (cause) {
      fallBack(cause);
    }
  };
  const fallBack = (cause: unknown) => {
    if (!isOfDisk(cause)) throw cause;
    onTrouble('failing');
    isKept = false;
    use(':memory:');
  };
  /** Reads are answered by what stands there then; a page that was asked for before finds itself stale. */
  const attempt = async <T>(work: (rows: Rows) => Promise<T>): Promise<T> => {
    const used = rows;
    try {
      return await work(used);
    } catch (cause) {
      const trouble = diskTrouble(cause);
      if (trouble === 'full') onTrouble('full');
      if (trouble === undefined || trouble === 'full') throw cause;
      if (rows === used) {
        db.close();
        if (trouble === 'damaged') beginAnew('damaged');
        else open();
      }
      return work(rows);
    }
  };

  open();
  return {
    cursor: (kind) => attempt((on) => on.cursor(kind)),
    isKept: () => isKept,
    apply: async (kind, changes, page) => {
      try {
        return ok(await attempt((on) => on.apply(kind, changes, page)));
      } catch (cause) {
        if (diskTrouble(cause) === 'full') return fail('store/full');
        throw cause;
      }
    },
    beginResync: (kind) => attempt((on) => on.beginResync(kind)),
    unseen: (kind) => attempt((on) => on.unseen(kind)),
    remove: (kind, ids, at) => attempt((on) => on.remove(kind, ids, at)),
    removedWithin: (kind, since, until) => attempt((on) => on.removedWithin(kind, since, until)),
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
    verify: (depth) =>
      attempt(async () => {
        if (isKept) verifyFile(file, depth);
      }),
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
    'select after, complete_at as completeAt, feed, began, generation from cursor where kind = ?',
  );
  const moveCursor = db.prepare<Cursor & { kind: string; generation: number }>(/* sql */ `
    insert into cursor (kind, after, complete_at, feed, began, generation)
    values (:kind, :after, :completeAt, :feed, :began, :generation)
    on conflict (kind) do update set
      after = excluded.after, complete_at = coalesce(excluded.complete_at, complete_at), feed = excluded.feed,
      began = excluded.began, generation = excluded.generation
  `);
  const at = (kind: CatalogueKind) =>
    cursorOf.get(kind) ?? { after: 0, completeAt: null, feed: null, began: 0, generation: 0 };

  const put = (kind: CatalogueKind, change: Applied, generation: number): 'put' | 'old' | 'conflict' => {
    const known = db
      .prepare<[string], { version: number; item: string }>(`select version, item from ${kind} where id = ?`)
      .get(change.id);
    if (!isShown(change.item, standpoint)) {
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

  const apply = db.transaction((...[kind, changes, page]: Parameters<Catalogue['apply']>) => {
    const { after, generation } = at(kind);
    if (after !== page.asked) return 'stale';
    const conflicts = changes.filter((change) => put(kind, change, generation) === 'conflict').length;
    const { next, completeAt, feed, began } = page;
    moveCursor.run({ kind, after: next, completeAt, feed, began, generation });
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
      const { generation: _generation, ...cursor } = at(kind);
      return cursor;
    },
    apply: async (...page) => apply.immediate(...page),
    beginResync: async (kind) =>
      void moveCursor.run({
        kind,
        after: 0,
        completeAt: null,
        feed: null,
        began: 0,
        generation: at(kind).generation + 1,
      }),
    unseen: async (kind) =>
      db.prepare<[number], Doubt>(`select id, version from ${kind} where generation < ?`).all(at(kind).generation),
    remove: async (kind, ids, when) => remove.immediate(kind, ids, when),
    removedWithin: async (kind, since, until) => {
      db.prepare('delete from removal where kind = ? and (at < ? or at > ?)').run(kind, since, until);
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
