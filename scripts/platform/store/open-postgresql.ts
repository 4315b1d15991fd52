import pg from 'pg';
import type { Database } from './database.ts';

/** A real server, for whoever has to keep what it acknowledged. */
export async function openPostgresql(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 20, statement_timeout: 5_000 });
  // A connection that breaks while nobody uses it: the pool makes another, and the next query says whether that works.
  pool.on('error', () => undefined);
  // bigint as number, as PGlite gives it; our counters stay far below 2^53.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  await pool.query('select 1');

  return {
    engine: 'postgresql',
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await pool.query(sql, [...parameters])).rows as Row[],
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work({
          query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
            (await client.query(sql, [...parameters])).rows as Row[],
        });
        await client.query('commit');
        return result;
      } catch (cause) {
        await client.query('rollback');
        throw cause;
      } finally {
        client.release();
      }
    },
    exec: async (sql) => void (await pool.query(sql)),
    close: () => pool.end(),
  };
}
