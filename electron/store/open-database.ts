import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** What differs between the two databases, and why, stands in reliability.md 3.1. */
export interface DatabaseSettings {
  /** FULL: a commit is on disk when it returns. better-sqlite3 is compiled with NORMAL for WAL: a commit would wait for a checkpoint. */
  readonly synchronous: 'full' | 'normal';
  readonly secureDelete: 'on' | 'fast';
  readonly checkpointPages: number;
  readonly journalBytes: number;
  /** SQLite's application_id: whose file this is. */
  readonly applicationId: number;
}

export const outboxSettings: DatabaseSettings = {
  synchronous: 'full',
  secureDelete: 'on',
  checkpointPages: 100,
  journalBytes: 1024 * 1024,
  applicationId: 0x4553_4f42, // "ESOB"
};

export const catalogueSettings: DatabaseSettings = {
  synchronous: 'normal',
  secureDelete: 'fast',
  checkpointPages: 1000,
  journalBytes: 32 * 1024 * 1024,
  applicationId: 0x4553_4341, // "ESCA"
};

const BUSY_MS = 2_000;
const levels = { normal: 1, full: 2 } as const;

/** Thrown when a file is damaged, foreign, or written by a newer program. The caller decides what that means for it. */
export class UnusableDatabase extends Error {
  readonly reason: 'damaged' | 'foreign' | 'newer';
  constructor(reason: UnusableDatabase['reason'], cause?: unknown) {
    super(`database is ${reason}`, { cause });
    this.reason = reason;
  }
}

const isCorruption = (cause: unknown) =>
  cause instanceof Database.SqliteError && (cause.code.startsWith('SQLITE_CORRUPT') || cause.code === 'SQLITE_NOTADB');

/** Runs `work`; what SQLite calls corruption becomes `UnusableDatabase`. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw isCorruption(cause) ? new UnusableDatabase('damaged', cause) : cause;
  }
}

/** Opens, sets, checks and migrates. `migrations` run in order, each in the one transaction that raises `user_version`. */
export function openDatabase(
  file: string,
  settings: DatabaseSettings,
  migrations: readonly string[],
): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return guarded(() => {
    const db = new Database(file);
    try {
      configure(db, settings);
      migrate(db, settings, migrations);
      assertSynchronous(db, settings);
      return db;
    } catch (cause) {
      db.close();
      throw cause;
    }
  });
}

function configure(db: Database.Database, settings: DatabaseSettings): void {
  db.pragma('journal_mode = wal');
  db.pragma(`synchronous = ${settings.synchronous}`);
  db.pragma('foreign_keys = on');
  db.pragma('trusted_schema = off');
  db.pragma('cell_size_check = on');
  db.pragma(`secure_delete = ${settings.secureDelete}`);
  db.pragma(`wal_autocheckpoint = ${settings.checkpointPages}`);
  db.pragma(`journal_size_limit = ${settings.journalBytes}`);
  db.pragma(`busy_timeout = ${BUSY_MS}`);
  db.pragma('temp_store = memory');
  db.pragma('mmap_size = 0');
}

function migrate(db: Database.Database, settings: DatabaseSettings, migrations: readonly string[]): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  const owner = db.pragma('application_id', { simple: true }) as number;
  if (owner !== settings.applicationId && !(owner === 0 && version === 0)) throw new UnusableDatabase('foreign');
  if (version > migrations.length) throw new UnusableDatabase('newer');
  const check = db.pragma('quick_check(1)', { simple: true });
  if (check !== 'ok') throw new UnusableDatabase('damaged');

  db.pragma(`application_id = ${settings.applicationId}`);
  migrations.slice(version).forEach((sql, i) => {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version + i + 1}`);
    }).immediate();
  });
}

// SQLite answers with the level it was asked for until the first write of the connection: only after that does the answer
// say anything (reliability.md, fact 2).
function assertSynchronous(db: Database.Database, settings: DatabaseSettings): void {
  db.transaction(() =>
    db.pragma(`user_version = ${db.pragma('user_version', { simple: true }) as number}`),
  ).immediate();
  db.pragma(`synchronous = ${settings.synchronous}`);
  const level = db.pragma('synchronous', { simple: true });
  if (level !== levels[settings.synchronous]) throw new Error(`synchronous is ${String(level)}`);
}
