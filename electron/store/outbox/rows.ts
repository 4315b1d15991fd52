import type Database from 'better-sqlite3';
import { Receipt, type SubmissionKind } from '../../../shared/domain/submission.ts';
import { fail, type Failure } from '../../../shared/failure.ts';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { localTime } from '../../../shared/rules/service-hours.ts';
import { seal } from '../seal.ts';
import type { NewSubmission, Outbox, OutboxCounts, Taken, WaitingSubmission } from './contract.ts';
import type { OutboxOptions } from './outbox.ts';

const KEEP_DELIVERED_DAYS = 30;

interface Row extends Omit<WaitingSubmission, 'kind'> {
  readonly kind: string;
}

/** What the outbox is while its disk does what it should: a statement that fails throws, and the caller says what that means. */
export type OutboxRows = Omit<Outbox, 'take' | 'usable' | 'verify'> & {
  take(submission: NewSubmission): Promise<Result<Taken, Failure<'store/unavailable'>>>;
};

export function outboxRows(
  db: Database.Database,
  { stationId, clock, sealingKey }: Pick<OutboxOptions, 'stationId' | 'clock' | 'sealingKey'>,
): OutboxRows {
  const inTurn = oneAtATime();
  const sql = statements(db);

  const numberOfDay = (): string => {
    const { last } = sql.nextNumber.get({ day: localTime(clock.now()).day })!;
    return String(last).padStart(4, '0');
  };

  const take = async (submission: NewSubmission) => {
    const { key, kind, schema } = submission;
    const before = sql.taken.get({ key });
    if (before) return ok<Taken>({ seq: before.seq, number: before.last_number });
    const to = sealingKey();
    if (!to) return fail('store/unavailable', 'no sealing key yet');
    // The number is part of what is sealed, and sealing is asynchronous: it is given first, and a number lost is no harm.
    const number = db.transaction(numberOfDay).immediate();
    const plain = new TextEncoder().encode(JSON.stringify(submission.payload(number)));
    const sealed = await seal(plain, to, { stationId, key, kind, schema });
    const { lastInsertRowid } = db
      .transaction(() =>
        sql.insert.run({
          key,
          subject: submission.subject,
          kind,
          schema,
          sealingKey: sealed.sealingKey,
          encapsulated: sealed.encapsulated,
          ciphertext: sealed.ciphertext,
          takenAt: clock.now().toISOString(),
          wallTrusted: submission.clockTrusted ? 1 : 0,
          number,
        }),
      )
      .immediate();
    return ok<Taken>({ seq: Number(lastInsertRowid), number });
  };

  const settle = (seq: number, state: string, code: string | null, receipt: string | null) => {
    const done = sql.settle.run({ seq, state, code, receipt, at: clock.now().toISOString() });
    if (done.changes !== 1) throw new Error('a submission that is not there cannot be settled');
  };

  return {
    take: (submission) => inTurn(() => take(submission)),
    next: async (exceptSubjects) => {
      const row = sql.waiting.get({ except: JSON.stringify(exceptSubjects) });
      return row && { ...row, kind: row.kind as SubmissionKind };
    },
    delivered: async (seq, receipt) => {
      settle(seq, 'delivered', null, JSON.stringify(Receipt.parse(receipt)));
      sql.forget.run({ before: new Date(clock.now().getTime() - KEEP_DELIVERED_DAYS * 86_400_000).toISOString() });
    },
    failedOnce: async (seq, code) => void sql.failedOnce.run({ seq, code }),
    setAside: async (seq, state, code) => settle(seq, state, code, null),
    retrySetAside: async () => sql.retry.run().changes,
    counts: async () => sql.counts.get()!,
    checkpoint: async () => void db.pragma('wal_checkpoint(truncate)'),
    close: () => inTurn(async () => void db.close()),
  };
}

const statements = (db: Database.Database) => ({
  nextNumber: db.prepare<{ day: string }, { last: number }>(/* sql */ `
    insert into day_number (day, last) values (:day, 1)
    on conflict (day) do update set last = last + 1
    returning last
  `),
  taken: db.prepare<{ key: string }, { seq: number; last_number: string }>(
    'select seq, number as last_number from submission where key = :key',
  ),
  insert: db.prepare<Record<string, unknown>>(/* sql */ `
    insert into submission
      (key, subject, kind, schema, sealing_key, encapsulated, ciphertext, state, taken_at, wall_trusted, number)
    values
      (:key, :subject, :kind, :schema, :sealingKey, :encapsulated, :ciphertext, 'waiting', :takenAt, :wallTrusted, :number)
  `),
  waiting: db.prepare<{ except: string }, Row>(/* sql */ `
    select seq, key, subject, kind, schema, sealing_key as sealingKey, encapsulated, ciphertext, tries
    from submission
    where state = 'waiting' and subject not in (select value from json_each(:except))
    order by seq
    limit 1
  `),
  failedOnce: db.prepare<{ seq: number; code: string }>(
    `update submission set tries = tries + 1, last_code = :code where seq = :seq and state = 'waiting'`,
  ),
  // What is delivered is no longer ours to keep; what is set aside stays sealed for staff.
  settle: db.prepare<{
    seq: number;
    state: string;
    code: string | null;
    receipt: string | null;
    at: string;
  }>(/* sql */ `
    update submission set
      state = :state, last_code = :code, receipt = :receipt, settled_at = :at,
      encapsulated = iif(:state = 'delivered', null, encapsulated),
      ciphertext = iif(:state = 'delivered', null, ciphertext)
    where seq = :seq and state = 'waiting'
  `),
  // A key that was used for other content is a defect of ours, and stays one however often it is sent.
  retry: db.prepare<[]>(`update submission set state = 'waiting', tries = 0, settled_at = null where state = 'poison'`),
  forget: db.prepare<{ before: string }>(`delete from submission where state = 'delivered' and settled_at < :before`),
  counts: db.prepare<[], OutboxCounts>(/* sql */ `
    select count(*) filter (where state = 'waiting') as waiting,
           count(*) filter (where state in ('poison', 'stuck')) as setAside,
           min(taken_at) filter (where state = 'waiting') as oldestAt
    from submission
  `),
});
