import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncToDisk } from './write-file.ts';

/** What differs between the two databases, and why, stands in reliability.md 3.1. */
export interface DatabaseSettings {
  /** FULL: a commit is on disk when it returns. better-sqlite3 is compiled with NORMAL for WAL: a commit would wait for a checkpoint. */
  readonly synchronous: 'full' | 'normal';
  readonly secureDelete: 'on' | 'fast';
  readonly checkpointPages: number;
  readonly journalBytes: number;
  /** `integrity_check` also compares indexes with rows; `quick_check` is for what is large and can be fetched anew. */
  readonly check: 'integrity_check' | 'quick_check';
  /** SQLite's application_id: whose file this is. */
  readonly applicationId: number;
}

export const outboxSettings: DatabaseSettings = {
  synchronous: 'full',
  secureDelete: 'on',
  checkpointPages: 100,
  journalBytes: 1024 * 1024,
  check: 'integrity_check',
  applicationId: 0x4553_4f42, // "ESOB"
};

export const catalogueSettings: DatabaseSettings = {
  synchronous: 'normal',
  secureDelete: 'fast',
  checkpointPages: 1000,
  journalBytes: 32 * 1024 * 1024,
  check: 'quick_check',
  applicationId: 0x4553_4341, // "ESCA"
};

const BUSY_MS = 2_000;
const COPIES = 2;
const levels = { normal: 1, full: 2 } as const;

/** Migrated step by step and never edited once shipped; or one text, whose file is thrown away whenever it changes. */
export type Schema = readonly string[] | { readonly rebuilt: string };

/** Thrown when a file is damaged, foreign, or written by a newer program. The caller decides what that means for it. */
export class UnusableDatabase extends Error {
  readonly reason: 'damaged' | 'foreign' | 'newer' | 'other-schema';
  constructor(reason: UnusableDatabase['reason'], cause?: unknown) {
    super(`database is ${reason}`, { cause });
    this.reason = reason;
  }
}

/** What a failed statement says of the disk under it; `undefined`: nothing, it is a defect of ours. */
export function diskTrouble(cause: unknown): 'damaged' | 'full' | 'failing' | undefined {
  if (cause instanceof UnusableDatabase) return 'damaged';
  if (!(cause instanceof Database.SqliteError)) return undefined;
  const { code } = cause;
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'damaged';
  // The index of the log is a file too, and on a full disk it is the first that finds no room.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return 'full';
  return /^SQLITE_(IOERR|CANTOPEN|READONLY)/.test(code) ? 'failing' : undefined;
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw diskTrouble(cause) === 'damaged' && !(cause instanceof UnusableDatabase)
      ? new UnusableDatabase('damaged', cause)
      : cause;
  }
}

/** Opens, sets, checks and brings to the schema. Migrations run in order, each in the transaction that raises `user_version`. */
export function openDatabase(file: string, settings: DatabaseSettings, schema: Schema): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return guarded(() => {
    if (existsSync(file)) inspect(file, settings, schema);
    const db = new Database(file);
    try {
      configure(db, settings);
      checkFile(db, settings);
      if ('rebuilt' in schema) build(db, schema.rebuilt);
      else migrate(db, file, schema);
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

/**
 * The first look only reads: a connection that may write moves the log into the file when it is closed, also into a damaged
 * one, and a damaged outbox is evidence (reliability.md D7).
 */
function inspect(file: string, settings: DatabaseSettings, schema: Schema): void {
  const db = new Database(file, { readonly: true });
  try {
    checkFile(db, settings);
    if (!('rebuilt' in schema) && versionOf(db) > schema.length) throw new UnusableDatabase('newer');
  } catch (cause) {
    // A rollback journal is left only by a cut in the very first start: it takes a writer to undo it, who checks it too.
    if (!(cause instanceof Database.SqliteError && cause.code === 'SQLITE_READONLY_ROLLBACK')) throw cause;
  } finally {
    db.close();
  }
}

function checkFile(db: Database.Database, settings: DatabaseSettings): void {
  const owner = db.pragma('application_id', { simple: true }) as number;
  const isEmpty = owner === 0 && versionOf(db) === 0;
  if (owner !== settings.applicationId && !isEmpty) throw new UnusableDatabase('foreign');
  if (db.pragma(`${settings.check}(1)`, { simple: true }) !== 'ok') throw new UnusableDatabase('damaged');
  if (isEmpty && !db.readonly) db.pragma(`application_id = ${settings.applicationId}`);
}

const versionOf = (db: Database.Database) => db.pragma('user_version', { simple: true }) as number;

function apply(db: Database.Database, sql: string, version: number): void {
  db.transaction(() => {
    db.exec(sql);
    db.pragma(`user_version = ${version}`);
  }).immediate();
}

function migrate(db: Database.Database, file: string, migrations: readonly string[]): void {
  const version = versionOf(db);
  if (version > migrations.length) throw new UnusableDatabase('newer');
  if (version > 0 && version < migrations.length) copyAside(db, file, version);
  migrations.slice(version).forEach((sql, i) => apply(db, sql, version + i + 1));
}

/** What a migration starts from stays beside it, whole and on disk; the two newest are kept. */
function copyAside(db: Database.Database, file: string, version: number): void {
  const copy = `${file}.v${version}`;
  rmSync(copy, { force: true });
  db.prepare('vacuum into ?').run(copy);
  syncToDisk(copy);
  const versionOfCopy = (name: string) => Number(name.slice(basename(file).length + 2));
  const older = readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.v`) && Number.isInteger(versionOfCopy(name)))
    .sort((a, b) => versionOfCopy(b) - versionOfCopy(a))
    .slice(COPIES);
  for (const name of older) rmSync(join(dirname(file), name));
}

/**
 * Looks through a file that is in use, with a connection of its own that cannot write: what another connection has in its
 * memory says nothing about the disk. Throws `UnusableDatabase`. `full` also compares indexes and references with rows.
 */
export function verifyFile(file: string, depth: 'quick' | 'full'): void {
  guarded(() => {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const found: unknown = db.pragma(`${depth === 'full' ? 'integrity_check' : 'quick_check'}(1)`, { simple: true });
      const isBroken = depth === 'full' && (db.pragma('foreign_key_check') as unknown[]).length > 0;
      if (found !== 'ok' || isBroken) throw new UnusableDatabase('damaged');
    } finally {
      db.close();
    }
  });
}

function build(db: Database.Database, sql: string): void {
  // The version is the schema's own hash: nobody can forget to raise it.
  const version = createHash('sha256').update(sql).digest().readUInt32BE() >>> 1;
  if (versionOf(db) === 0) apply(db, sql, version);
  else if (versionOf(db) !== version) throw new UnusableDatabase('other-schema');
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
