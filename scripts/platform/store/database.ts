/** The least the platform asks of PostgreSQL; PGlite and a real server answer it alike (one SQL, nothing newer than 15). */
export interface Database {
  readonly engine: 'pglite' | 'postgresql';
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** One transaction; what `work` throws rolls it back. Queries inside go through the given connection only. */
  transaction<T>(work: (inside: Pick<Database, 'query'>) => Promise<T>): Promise<T>;
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** Takes the lock that hands out change numbers in the order of commits: a plain sequence lets a later number commit first. */
export const CHANGE_LOCK = 7_301;
