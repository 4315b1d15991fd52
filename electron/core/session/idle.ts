import type { Session } from './session.ts';

export interface IdleTimes {
  readonly anonymousSeconds: number;
  readonly identifiedSeconds: number;
  readonly warningSeconds: number;
}

/** Paper that is coming out, or a bell that rings, is waited for; but nothing is waited for without end. */
const WAITING_SECONDS = 120;

/** Older people read and decide more slowly: everything takes twice as long. */
const ELDER_FACTOR = 2;

/** Seconds without a sign of life until the next thing happens by itself; `null`: nothing ever does. */
export function patienceSeconds(session: Session, times: IdleTimes): number | null {
  if (session.state === 'attract') return null;
  const factor = session.modes.elder ? ELDER_FACTOR : 1;
  if (session.isWarned) return times.warningSeconds * factor;
  const isWaiting =
    session.apply?.step === 'taking' ||
    (session.apply?.step === 'done' && session.apply.print.state === 'printing') ||
    session.hiring.state === 'taking' ||
    session.help.state === 'ringing';
  if (isWaiting) return WAITING_SECONDS * factor;
  return (session.isPersonal ? times.identifiedSeconds : times.anonymousSeconds) * factor;
}
