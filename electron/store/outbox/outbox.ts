import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail } from '../../../shared/failure.ts';
import type { Clock } from '../../platform/clock.ts';
import { diskTrouble, openDatabase, outboxSettings, UnusableDatabase, verifyFile } from '../open-database.ts';
import type { SealingKey } from '../seal.ts';
import type { Outbox } from './contract.ts';
import { syncToDisk } from '../write-file.ts';
import { outboxMigrations } from './migrations.ts';
import { outboxRows, type OutboxRows } from './rows.ts';

/** How the database is opened; the tests of power loss open it wrongly on purpose. */
export type OpenOutboxDatabase = (file: string) => Database.Database;
export const openOutboxDatabase: OpenOutboxDatabase = (file) => openDatabase(file, outboxSettings, outboxMigrations);

/** `failing`: the disk answers with errors. The others are the file's own. */
export type OutboxTrouble = UnusableDatabase['reason'] | 'failing' | 'full';

export interface OutboxOptions {
  readonly file: string;
  readonly stationId: string;
  readonly clock: Clock;
  /** The platform's newest sealing key; `undefined` before the first list of keys. */
  readonly sealingKey: () => SealingKey | undefined;
  readonly onTrouble?: (trouble: OutboxTrouble) => void;
  readonly open?: OpenOutboxDatabase;
}

/**
 * Connections to damaged files stay open as long as the process lives: closing one moves its log into the file. At the
 * process's end SQLite may still do so: the copy in `quarantine` is the evidence.
 */
const abandoned: OutboxRows[] = [];

/**
 * The outbox through all that a disk may do to it (reliability.md 2.1): a full one refuses and goes on; one that fails is
 * closed, opened anew and looked through, for after a failed sync the connection's word is worth nothing; a damaged file is
 * copied to `quarantine` and takes nothing more.
 */
export function openOutbox(options: OutboxOptions): Outbox {
  const { file } = options;
  let rows: OutboxRows | undefined;
  let isDamaged = false;
  const report = (trouble: OutboxTrouble) => options.onTrouble?.(trouble);

  const giveUp = (why: OutboxTrouble) => {
    isDamaged = true;
    report(why);
    try {
      quarantine(file);
    } catch {
      // The disk has no room for a copy: the file itself is still there.
    }
  };

  const begin = () => {
    try {
      rows = outboxRows((options.open ?? openOutboxDatabase)(file), options);
    } catch (cause) {
      const trouble = diskTrouble(cause);
      if (trouble === undefined) throw cause;
      if (trouble === 'damaged') giveUp(cause instanceof UnusableDatabase ? cause.reason : trouble);
      else report(trouble);
    }
  };

  const survive = async (cause: unknown): Promise<void> => {
    const trouble = diskTrouble(cause);
    if (trouble === undefined) throw cause;
    if (trouble === 'full') return report('full');
    const old = rows;
    rows = undefined;
    if (trouble === 'damaged') {
      if (old) abandoned.push(old);
      return giveUp('damaged');
    }
    report('failing');
    await old?.close();
    begin();
  };

  /** One call on the rows; on a closed outbox, and when this call closed it, `closed`. */
  const attempt = async <T>(work: (rows: OutboxRows) => Promise<T>, closed: T): Promise<T> => {
    const used = rows;
    if (!used) return closed;
    try {
      return await work(used);
    } catch (cause) {
      if (rows === used) await survive(cause);
      if (rows) throw cause;
      return closed;
    }
  };

  begin();
  return {
    take: async (submission) => {
      const used = rows;
      if (!used) return fail('store/unavailable', isDamaged ? 'damaged' : 'failing');
      try {
        return await used.take(submission);
      } catch (cause) {
        if (rows === used) await survive(cause);
        return diskTrouble(cause) === 'full' ? fail('store/full') : fail('store/unavailable', 'disk');
      }
    },
    next: (exceptSubjects) => attempt((on) => on.next(exceptSubjects), undefined),
    delivered: (seq, receipt) => attempt((on) => on.delivered(seq, receipt), undefined),
    failedOnce: (seq, code) => attempt((on) => on.failedOnce(seq, code), undefined),
    setAside: (seq, state, code) => attempt((on) => on.setAside(seq, state, code), undefined),
    retrySetAside: () => attempt((on) => on.retrySetAside(), 0),
    counts: () => attempt((on) => on.counts(), { waiting: 0, setAside: 0, oldestAt: null }),
    usable: () => rows !== undefined,
    verify: async (depth) => {
      if (!rows && !isDamaged) begin();
      await attempt(async () => verifyFile(file, depth), undefined);
    },
    checkpoint: () => attempt((on) => on.checkpoint(), undefined),
    close: async () => rows?.close(),
  };
}

/** The evidence as it is now, beside the file itself, once: whoever looks for what can be saved works on the copy. */
function quarantine(file: string): void {
  const print = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  const folder = join(dirname(file), 'quarantine', print);
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const part of ['', '-wal', '-shm']) {
    if (!existsSync(file + part)) continue;
    const copy = join(folder, basename(file) + part);
    copyFileSync(file + part, copy);
    syncToDisk(copy);
  }
}
