import type { Receipt, SubmissionKind } from '../../../shared/domain/submission.ts';
import type { Database } from './database.ts';

export interface Incoming {
  readonly key: string;
  readonly requestHash: string;
  readonly kind: SubmissionKind;
  readonly subject: string;
  readonly stationId: string;
  readonly deviceId: string;
  readonly sequence: number;
  readonly payload: unknown;
  /** What counts as "the same again" for an application; `null` for other kinds. */
  readonly once: { readonly postingId: string; readonly applicant: string } | null;
  readonly receivedAt: Date;
}

export type Filed =
  { readonly outcome: 'filed' | 'repeated'; readonly reply: Receipt } | { readonly outcome: 'key-reused' };

export interface FiledSubmission {
  readonly id: number;
  readonly key: string;
  readonly kind: SubmissionKind;
  readonly subject: string;
  readonly stationId: string;
  readonly deviceId: string;
  readonly sequence: number;
  readonly payload: unknown;
}

/** Submissions by idempotency key: key, effect and reply stand in one transaction. */
export function submissionRepository(db: Database) {
  return {
    /** Files it once. The same key with the same content gets the reply of the first time; with another content it is refused. */
    file: (incoming: Incoming, reply: (already: boolean) => Receipt): Promise<Filed> =>
      db.transaction(async ({ query }) => {
        // Serialises two deliveries of one key, so that the second sees the first one's reply.
        await query('select pg_advisory_xact_lock(hashtext($1))', [incoming.key]);
        const [before] = await query<{ request_hash: string; reply: Receipt }>(
          'select request_hash, reply from idempotency where key = $1',
          [incoming.key],
        );
        if (before) {
          return before.request_hash === incoming.requestHash
            ? { outcome: 'repeated', reply: before.reply }
            : { outcome: 'key-reused' };
        }
        const { once } = incoming;
        // And two applications of one person, so that the second is told and not broken off.
        if (once) {
          await query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', [once.postingId, once.applicant]);
        }
        const already = once
          ? (
              await query('select 1 from application where posting_id = $1 and applicant = $2', [
                once.postingId,
                once.applicant,
              ])
            ).length > 0
          : false;
        const answer = reply(already);
        const at = incoming.receivedAt.toISOString();
        await query('insert into idempotency values ($1, $2, $3, $4::jsonb, $5)', [
          incoming.key,
          incoming.deviceId,
          incoming.requestHash,
          JSON.stringify(answer),
          at,
        ]);
        if (!already) {
          await query(
            `insert into submission (key, kind, subject, station_id, device_id, sequence, payload, received)
             values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)`,
            [
              incoming.key,
              incoming.kind,
              incoming.subject,
              incoming.stationId,
              incoming.deviceId,
              incoming.sequence,
              JSON.stringify(incoming.payload),
              at,
            ],
          );
          if (once)
            await query('insert into application values ($1, $2, $3)', [once.postingId, once.applicant, incoming.key]);
        }
        return { outcome: 'filed', reply: answer };
      }),

    all: (): Promise<FiledSubmission[]> =>
      db.query(
        'select id, key, kind, subject, station_id as "stationId", device_id as "deviceId", sequence, payload from submission order by id',
      ),
  };
}
