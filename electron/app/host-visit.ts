import { randomBytes } from 'node:crypto';
import type { Language, Modes, VisitView } from '../../shared/visit.ts';
import { patienceSeconds, type IdleTimes } from '../core/session/idle.ts';
import { attract, here, step, type Apply, type Happening, type Session } from '../core/session/session.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createPerson, type Person } from './person.ts';

const TICK_MS = 1_000;
/** What a visitor does. A device that fails again and again is no sign of life. */
const signsOfLife: ReadonlySet<Happening['type']> = new Set([
  'woken',
  'went',
  'went-back',
  'went-home',
  'touched',
  'modes',
]);

/** What one visit is to the rest of the program. */
export interface Visit {
  /** 8 random bytes, hex: the subject of what is submitted in it. */
  readonly subjectId: string;
  readonly person: Person;
}

export interface VisitHost {
  session(): Session;
  visit(): Visit;
  view(): VisitView;
  happen(happening: Happening): void;
  /** After every change, with what was before. Follow-ups are started here. */
  onChange(listener: (now: Session, before: Session) => void): void;
  close(): void;
}

export interface VisitHostParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly idle: IdleTimes;
  readonly language: Language;
  /** How an ended visit is cleared away, after the screen shows nothing of it any more. */
  readonly onEnded: (wasPersonal: boolean) => void;
  readonly onWarningTick: (secondsLeft: number) => void;
}

const newVisit = (): Visit => ({ subjectId: randomBytes(8).toString('hex'), person: createPerson() });

/** Owns the session: feeds it, times its idleness, wipes the person when it ends. Logging hangs on its transitions. */
export function hostVisit({ clock, log, idle, language, onEnded, onWarningTick }: VisitHostParts): VisitHost {
  const modes: Modes = { language, elder: false, look: 'auto' };
  const listeners: ((now: Session, before: Session) => void)[] = [];
  let session: Session = attract;
  let beganAt = 0;
  let visit = newVisit();
  let warning: { readonly left: number; readonly total: number } | null = null;
  let waiting = new AbortController();

  const happen = (happening: Happening) => {
    const before = session;
    session = step(before, happening.type === 'woken' ? { ...happening, modes } : happening);
    const hasEnded = session.state === 'attract' && before.state === 'visiting';
    const ended = visit;
    // First of all the person is gone; then the glass shows it; then what is left is cleared away.
    if (hasEnded) {
      ended.person.wipe();
      visit = newVisit();
    }
    if (session !== before || signsOfLife.has(happening.type)) watch();
    if (session !== before || warning !== null) listeners.forEach((listener) => listener(session, before));
    if (session !== before) record(before, session, happening);
    if (hasEnded) onEnded(before.isPersonal);
  };

  const record = (before: Session, now: Session, happening: Happening) => {
    if (now.state === 'visiting' && before.state === 'attract') {
      beganAt = clock.monotonic();
      log('visit.began', { lang: now.modes.language });
    }
    const was = before.state === 'visiting' ? here(before).name : 'attract';
    const is = now.state === 'visiting' ? here(now).name : 'attract';
    if (is !== was && now.state === 'visiting') log('visit.screen', { screen: is });
    if (now.state === 'attract') log('visit.ended', { how: happening.type, ms: clock.monotonic() - beganAt });
  };

  /** Restarts the waiting for the next thing that happens by itself. */
  const watch = () => {
    waiting.abort();
    waiting = new AbortController();
    const seconds = patienceSeconds(session, idle);
    const isWarned = session.state === 'visiting' && session.isWarned;
    warning = isWarned && seconds !== null ? { left: seconds, total: seconds } : null;
    if (seconds === null) return;
    void (isWarned
      ? countDown(seconds, waiting.signal)
      : clock.sleep(seconds * 1000, waiting.signal).then(idleUnless(waiting.signal)));
  };

  const idleUnless = (signal: AbortSignal) => () => {
    if (!signal.aborted) happen({ type: 'idle' });
  };

  const countDown = async (seconds: number, signal: AbortSignal) => {
    for (let left = seconds; left > 0 && !signal.aborted; left--) {
      warning = { left, total: seconds };
      onWarningTick(left);
      if (left < seconds) listeners.forEach((listener) => listener(session, session));
      await clock.sleep(TICK_MS, signal);
    }
    idleUnless(signal)();
  };

  return {
    session: () => session,
    visit: () => visit,
    view: () => project(session, visit.person, warning),
    happen,
    onChange: (listener) => void listeners.push(listener),
    close: () => waiting.abort(),
  };
}

/** What the screen may know. The person goes out masked, by the one rule. */
function project(session: Session, person: Person, warning: { left: number; total: number } | null): VisitView {
  if (session.state === 'attract') return session;
  const { modes, isPersonal, apply, help, hiring } = session;
  return {
    state: 'open',
    route: here(session),
    modes,
    identified: isPersonal,
    apply: apply && projectApply(apply, person),
    help,
    hiring,
    warning: warning && { secondsLeft: warning.left, secondsTotal: warning.total },
  };
}

function projectApply(apply: Apply, person: Person): Extract<VisitView, { state: 'open' }>['apply'] {
  const { version: _version, ...subject } = apply.subject;
  switch (apply.step) {
    case 'card':
      return { ...subject, step: 'card', trouble: apply.trouble };
    case 'phone':
    case 'confirm':
    case 'taking': {
      const masked = person.masked();
      return masked ? { ...subject, step: apply.step, person: masked } : null;
    }
    case 'done': {
      const { number, status, receivedAt, replyBy, keptUntil, print } = apply;
      return { ...subject, step: 'done', number, status, receivedAt, replyBy, keptUntil, print };
    }
    case 'failed':
      return { ...subject, step: 'failed', code: apply.code };
  }
}
