import { PGlite } from '@electric-sql/pglite';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import type { Database } from './database.ts';

/** Embedded PostgreSQL for trial stations, training rooms and tests. It never syncs: a power cut may lose what it acknowledged. */
export async function openPglite(folder: string | undefined): Promise<Database> {
  const db = await PGlite.create(folder ? { dataDir: folder } : {});
  // One connection: a query in the middle of somebody else's transaction would join it, silently.
  const inTurn = oneAtATime();

  const query = async <Row>(on: Pick<PGlite, 'query'>, sql: string, parameters: readonly unknown[]) =>
    (await on.query<Row>(sql, [...parameters])).rows;

  return {
    engine: 'pglite',
    query: (sql, parameters = []) => inTurn(() => query(db, sql, parameters)),
    transaction: (work) =>
      inTurn(() =>
        db.transaction((inside) => work({ query: (sql, parameters = []) => query(inside as never, sql, parameters) })),
      ),
    exec: (sql) => inTurn(async () => void (await db.exec(sql))),
    close: () => inTurn(() => db.close()),
  };
}
