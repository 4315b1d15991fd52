import type { Receipt, SubmissionKind } from '../../../shared/domain/submission.ts';
import { localTime } from '../../../shared/rules/service-hours.ts';

/** Days in which the platform promises an answer, and after which it deletes what is personal. A city sets its own. */
const promises: Record<SubmissionKind, { replyDays: number; keepDays: number }> = {
  application: { replyDays: 3, keepDays: 14 },
  'recruiting-contact': { replyDays: 1, keepDays: 30 },
};

const dayAfter = (from: Date, days: number) => localTime(new Date(from.getTime() + days * 86_400_000)).day;

/** What the kiosk may promise on screen and paper: these dates and nothing else. */
export const receiptFor = (kind: SubmissionKind, key: string, already: boolean, receivedAt: Date): Receipt => ({
  key,
  outcome: already ? 'already-applied' : 'accepted',
  receivedAt: receivedAt.toISOString(),
  // What was promised stands with the first application; nothing of this one is kept.
  replyBy: already ? null : dayAfter(receivedAt, promises[kind].replyDays),
  keptUntil: already ? null : dayAfter(receivedAt, promises[kind].keepDays),
});
