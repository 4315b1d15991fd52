import type { Receipt } from '../../shared/domain/submission.ts';
import { KEY_HEADER, type Submission } from '../../shared/platform-api.ts';
import { backoffMs } from '../core/backoff.ts';
import { inReview, type Receipted } from '../core/session/session.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Outbox, WaitingSubmission } from '../store/outbox/contract.ts';
import type { PlatformClient, PlatformFailure } from '../upstream/contract.ts';
import { repeat } from './repeat.ts';

const IDLE_MS = 60_000;
const UNAUTHORISED_MS = 3_600_000;
/** After the line comes back, kiosks of a whole district must not speak at once. */
const NETWORK_BACK_MS = 20_000;
/** So many different ones refused one after the other: then it is the platform that is ill, and it is left alone. */
const MOST_REFUSED_IN_A_ROW = 3;

export interface Delivery {
  /** Something was taken, or the line is back. */
  kick(): void;
  /** What came of one submission, if it is known within `ms`. */
  outcomeWithin(key: string, ms: number): Promise<Receipted | undefined>;
  onOutcome(listener: (key: string, outcome: Receipted) => void): void;
  close(): Promise<void>;
}

export interface DeliveryParts {
  readonly outbox: Outbox;
  readonly platform: PlatformClient;
  readonly clock: Clock;
  readonly random: () => number;
  readonly stationId: string;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
  readonly onCounts: () => void;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** Takes what waits to the platform: in order, one at a time, for as long as it takes (reliability.md 3.5, 3.6). */
export function deliverSubmissions(parts: DeliveryParts): Delivery {
  const { outbox, platform, clock, random, stationId, log } = parts;
  const listeners = new Set<(key: string, outcome: Receipted) => void>();

  // Order is kept per subject: one submission that the platform cannot take must not hold up everybody else's.
  const due = new Map<string, number>();
  const refusedInARow = new Set<string>();
  const resting = (): string[] => {
    for (const [subject, at] of due) if (at <= clock.monotonic()) due.delete(subject);
    return [...due.keys()];
  };

  const settled = (key: string, outcome: Receipted) => {
    listeners.forEach((listener) => listener(key, outcome));
    parts.onCounts();
  };

  const send = (waiting: WaitingSubmission) => {
    const body: Submission = {
      key: waiting.key,
      kind: waiting.kind,
      schema: waiting.schema,
      subject: waiting.subject,
      stationId,
      sequence: waiting.seq,
      sealingKey: waiting.sealingKey,
      encapsulated: base64url(waiting.encapsulated),
      ciphertext: base64url(waiting.ciphertext),
    };
    return platform.call('submit', { body, headers: { [KEY_HEADER]: waiting.key } });
  };

  /** One delivery; answers how long to wait before the next. */
  const deliverNext = async (): Promise<number> => {
    const waiting = await outbox.next(resting());
    if (!waiting) return Math.min(IDLE_MS, ...[...due.values()].map((at) => at - clock.monotonic()));
    const answer = await send(waiting);
    if (answer.ok && answer.value.key === waiting.key) {
      await outbox.delivered(waiting.seq, answer.value);
      refusedInARow.clear();
      log('outbox.delivered', { kind: waiting.kind, seq: waiting.seq, tries: waiting.tries + 1 });
      settled(waiting.key, receiptedBy(answer.value));
      return 0;
    }
    const failure = answer.ok ? ({ code: 'platform/misbehaved', detail: 'another key' } as const) : answer.failure;
    return afterFailure(waiting, failure);
  };

  const afterFailure = async (waiting: WaitingSubmission, failure: PlatformFailure): Promise<number> => {
    const verdict = judge(failure);
    if (verdict === 'later' || verdict === 'stop') {
      await outbox.failedOnce(waiting.seq, failure.code);
      const wait = verdict === 'stop' ? UNAUTHORISED_MS : (failure.retryAfterMs ?? backoffMs(waiting.tries, random()));
      log('outbox.retry', { code: failure.code, tries: waiting.tries + 1, ms: wait });
      if (!isAboutThisOne(failure)) return wait;
      due.set(waiting.subject, clock.monotonic() + wait);
      refusedInARow.add(waiting.key);
      return refusedInARow.size < MOST_REFUSED_IN_A_ROW ? 0 : wait;
    }
    await outbox.setAside(waiting.seq, verdict, failure.problem ?? failure.code);
    log('outbox.set-aside', { code: failure.problem ?? failure.code, seq: waiting.seq });
    settled(waiting.key, inReview);
    return 0;
  };

  const loop = repeat(clock, deliverNext, parts.onDefect);
  platform.onReach((online) => {
    if (online) void clock.sleep(random() * NETWORK_BACK_MS).then(loop.kick);
  });

  return {
    kick: loop.kick,
    onOutcome: (listener) => void listeners.add(listener),
    outcomeWithin: (key, ms) =>
      new Promise((resolve) => {
        const settle = (outcome: Receipted | undefined) => {
          listeners.delete(listen);
          resolve(outcome);
        };
        const listen = (which: string, outcome: Receipted) => {
          if (which === key) settle(outcome);
        };
        listeners.add(listen);
        void clock.sleep(ms).then(() => settle(undefined));
      }),
    close: loop.close,
  };
}

const receiptedBy = ({ outcome, receivedAt, replyBy, keptUntil }: Receipt): Receipted => ({
  status: outcome,
  receivedAt,
  replyBy,
  keptUntil,
});

/** What a refusal means for the submission itself (reliability.md 3.5). */
function judge({ code, problem }: PlatformFailure): 'later' | 'stop' | 'poison' | 'stuck' {
  if (problem === 'key-reused') return 'stuck';
  if (code === 'platform/unauthorised') return 'stop';
  if (code === 'platform/refused' && problem !== 'key-in-progress') return 'poison';
  return 'later';
}

/** The platform answered, and stumbled over this one; the line and the others may be well. */
const isAboutThisOne = ({ code, problem }: PlatformFailure) =>
  problem === 'broken' || problem === 'key-in-progress' || code === 'platform/misbehaved';
