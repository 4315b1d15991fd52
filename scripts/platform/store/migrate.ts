import type { Database } from './database.ts';
import { first } from './migrations/0001-first.ts';
import { feedAndCodes } from './migrations/0002-feed-and-codes.ts';

/** In order, never edited once shipped. */
const migrations: readonly string[] = [first, feedAndCodes];

/** Brings the database to the newest schema; a database of a newer program is refused. */
export async function migrate(db: Database): Promise<void> {
  await db.exec('create table if not exists schema_version (version integer not null)');
  const [row] = await db.query<{ version: number }>('select max(version) as version from schema_version');
  const version = row?.version ?? 0;
  if (version > migrations.length) {
    throw new Error(`database version ${version} is newer than this program's ${migrations.length}`);
  }
  for (const [i, sql] of migrations.slice(version).entries()) {
    await db.exec(`begin; ${sql}; insert into schema_version values (${version + i + 1}); commit`);
  }
}
