import type { Receipt, SubmissionKind } from '../../../shared/domain/submission.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/result.ts';

export interface NewSubmission {
  readonly key: string;
  readonly subject: string;
  readonly kind: SubmissionKind;
  readonly schema: number;
  /** The payload with the number of the day put in by the store. */
  readonly payload: (number: string) => unknown;
  readonly clockTrusted: boolean;
}

export interface Taken {
  readonly seq: number;
  readonly number: string;
}

export interface WaitingSubmission {
  readonly seq: number;
  readonly key: string;
  readonly subject: string;
  readonly kind: SubmissionKind;
  readonly schema: number;
  readonly sealingKey: string;
  readonly encapsulated: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tries: number;
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly setAside: number;
  /** When the oldest that still waits was taken, ISO 8601; `null` when none does. */
  readonly oldestAt: string | null;
}

export type TakeFailure = Failure<'store/unavailable' | 'store/full'>;

/** What only this kiosk knows until the platform has it. Everything personal in it is sealed to the platform. */
export interface Outbox {
  /** Resolves when the commit is on disk: only then may anybody be told 已收下. The same key again gives the same answer. */
  take(submission: NewSubmission): Promise<Result<Taken, TakeFailure>>;
  /** The next one due, in order, leaving out subjects that must wait. */
  next(exceptSubjects: readonly string[]): Promise<WaitingSubmission | undefined>;
  delivered(seq: number, receipt: Receipt): Promise<void>;
  failedOnce(seq: number, code: string): Promise<void>;
  /** The platform refuses it for what it is: kept sealed for staff, out of the way of the others. */
  setAside(seq: number, state: 'poison' | 'stuck', code: string): Promise<void>;
  /** What the platform refused waits once more, after somebody has put right why. Answers how many. */
  retrySetAside(): Promise<number>;
  counts(): Promise<OutboxCounts>;
  /** `false` when the file is damaged or its disk fails: submissions are stopped. Nothing touches a damaged file. */
  usable(): boolean;
  /** Looks through the file on the disk, and for the disk itself when that failed before. */
  verify(depth: 'quick' | 'full'): Promise<void>;
  /** At a visit's end: the WAL's frames go too. */
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}
