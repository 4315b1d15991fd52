import Database from 'better-sqlite3';
import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Coordinates } from '../../../shared/domain/place.ts';
import type { CatalogueKind } from '../../../shared/platform-api.ts';
import { catalogueSettings, openDatabase, UnusableDatabase } from '../open-database.ts';
import type { Applied, Catalogue } from './contract.ts';
import { readings } from './readings.ts';
import { columnsOf, type Value } from './rows.ts';
import { CATALOGUE_SCHEMA } from './schema.ts';

export interface CatalogueOptions {
  readonly file: string;
  readonly station: Coordinates;
  /** Told when a file could not be used and a new one was begun. */
  readonly onSetAside: (reason: string) => void;
}

/** Opens the catalogue; one that is damaged, foreign or of another schema is set aside (one is kept) and begun anew. */
export function openCatalogue({ file, station, onSetAside }: CatalogueOptions): Catalogue {
  try {
    return catalogueOn(openCurrent(file), station);
  } catch (cause) {
    if (!(cause instanceof UnusableDatabase)) throw cause;
    onSetAside(cause.reason);
    setAside(file);
    return catalogueOn(openCurrent(file), station);
  }
}

const openCurrent = (file: string): Database.Database =>
  openDatabase(file, catalogueSettings, { rebuilt: CATALOGUE_SCHEMA });

function setAside(file: string): void {
  for (const part of ['', '-wal', '-shm']) {
    rmSync(`${file}.bad${part}`, { force: true });
    if (existsSync(file + part)) renameSync(file + part, `${file}.bad${part}`);
  }
}

function catalogueOn(db: Database.Database, station: Coordinates): Catalogue {
  const cursorOf = db.prepare<[string], { after: number; completeAt: string | null; generation: number }>(
    'select after, complete_at as completeAt, generation from cursor where kind = ?',
  );
  const moveCursor = db.prepare<{
    kind: string;
    after: number;
    completeAt: string | null;
    generation: number;
  }>(/* sql */ `
    insert into cursor (kind, after, complete_at, generation) values (:kind, :after, :completeAt, :generation)
    on conflict (kind) do update set
      after = excluded.after, complete_at = coalesce(excluded.complete_at, complete_at), generation = excluded.generation
  `);
  const at = (kind: CatalogueKind) => cursorOf.get(kind) ?? { after: 0, completeAt: null, generation: 0 };

  const put = (kind: CatalogueKind, change: Applied, generation: number): 'put' | 'old' | 'conflict' => {
    const known = db
      .prepare<[string], { version: number; item: string }>(`select version, item from ${kind} where id = ?`)
      .get(change.id);
    if (change.item === null) {
      if (known && known.version > change.version) return 'old';
      db.prepare(`delete from ${kind} where id = ?`).run(change.id);
      return 'put';
    }
    const columns: Record<string, Value> = {
      id: change.id,
      version: change.version,
      generation,
      doubtful: 0,
      ...columnsOf(kind, change.item, station),
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

  const forEachId = (sql: string, ids: readonly string[]) =>
    db.transaction(() => {
      const statement = db.prepare(sql);
      for (const id of ids) statement.run(id);
    })();
  const idsWhere = (kind: CatalogueKind, where: string, ...values: Value[]) =>
    db
      .prepare<Value[], { id: string }>(`select id from ${kind} where ${where}`)
      .all(...values)
      .map(({ id }) => id);

  return {
    cursor: async (kind) => {
      const { after, completeAt } = at(kind);
      return { after, completeAt };
    },
    apply: async (kind, changes, next, completeAt) =>
      db
        .transaction(() => {
          const { generation } = at(kind);
          const conflicts = changes.filter((change) => put(kind, change, generation) === 'conflict').length;
          moveCursor.run({ kind, after: next, completeAt, generation });
          return { conflicts };
        })
        .immediate(),
    beginResync: async (kind) =>
      void moveCursor.run({ kind, after: 0, completeAt: null, generation: at(kind).generation + 1 }),
    unseen: async (kind) => idsWhere(kind, 'generation < ?', at(kind).generation),
    remove: async (kind, ids) => forEachId(`delete from ${kind} where id = ?`, ids),
    doubt: async (kind, ids) => forEachId(`update ${kind} set doubtful = 1 where id = ?`, ids),
    doubted: async (kind) => idsWhere(kind, 'doubtful = 1'),
    count: async (kind) => db.prepare<[], { n: number }>(`select count(*) as n from ${kind}`).get()!.n,
    words: async (kind) =>
      db
        .prepare<[], { words: string }>(`select words from ${kind}`)
        .all()
        .map(({ words }) => words)
        .join('\n'),
    ...readings(db, station),
    close: async () => void db.close(),
  };
}
