import type { Trade } from '../../../shared/domain/posting.ts';
import type { FailureCode } from '../../../shared/failure.ts';
import type { HelpView, HiringView, Modes, PrintView, Route } from '../../../shared/visit.ts';

/** What somebody applies for, as it stood when they began. */
export interface ApplySubject {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly employer: string;
  readonly trade: Trade;
  readonly walkMinutes: number | null;
}

/**
 * Three truths, each said only when it is one. `already-applied` is the platform's own finding; `in-review`: it refused what
 * was sent, and staff look at it.
 */
export type SubmissionStatus = 'saved' | 'accepted' | 'done' | 'already-applied' | 'in-review';

export interface Receipted {
  readonly status: SubmissionStatus;
  readonly receivedAt: string | null;
  readonly replyBy: string | null;
  readonly keptUntil: string | null;
}

export const justSaved: Receipted = { status: 'saved', receivedAt: null, replyBy: null, keptUntil: null };
export const inReview: Receipted = { ...justSaved, status: 'in-review' };

export type Apply = { readonly subject: ApplySubject } & (
  | { readonly step: 'card'; readonly trouble: FailureCode | null }
  | { readonly step: 'phone' | 'confirm' | 'taking' }
  | ({
      readonly step: 'done';
      readonly number: string;
      readonly print: PrintView;
    } & Receipted)
  | { readonly step: 'failed'; readonly code: FailureCode }
);

/** Of the person only this: somebody is known. Who it is lies in one place, and not here. */
export type Identity = 'unknown' | 'card' | 'card-and-phone';

export interface Visiting {
  readonly state: 'visiting';
  /** Where the visitor is, and the way back; never empty. */
  readonly trail: readonly [Route, ...Route[]];
  readonly modes: Modes;
  readonly identity: Identity;
  /** Something of a person was on the glass in this visit: 我走了 stands on every screen, and the next visitor gets a fresh page. */
  readonly isPersonal: boolean;
  /** 我走了 was pressed while something was on its way to the disk: the visit ends as soon as it is there. */
  readonly isLeaving: boolean;
  readonly apply: Apply | null;
  readonly help: HelpView;
  readonly hiring: HiringView;
  readonly isWarned: boolean;
  /** A technician has come in by code or card; until the end of this visit. */
  readonly isTechnician: boolean;
}

export type Session = { readonly state: 'attract' } | Visiting;

export type Happening =
  | { readonly type: 'woken'; readonly modes: Modes }
  | { readonly type: 'went'; readonly route: Route }
  | { readonly type: 'went-back' }
  | { readonly type: 'went-home' }
  | { readonly type: 'touched' }
  | { readonly type: 'idle' }
  | { readonly type: 'left' }
  | { readonly type: 'modes'; readonly modes: Partial<Modes> }
  | { readonly type: 'technician' }
  | { readonly type: 'apply-began'; readonly subject: ApplySubject }
  | { readonly type: 'card-trouble'; readonly code: FailureCode }
  | { readonly type: 'card-read' }
  | { readonly type: 'phone-given' }
  | { readonly type: 'phone-questioned' }
  | { readonly type: 'sent' }
  | { readonly type: 'taken'; readonly number: string }
  | { readonly type: 'not-taken'; readonly code: FailureCode }
  /** Of the submission with this number: a visitor may have gone on to another one. */
  | { readonly type: 'receipted'; readonly number: string; readonly receipt: Receipted }
  | { readonly type: 'printed'; readonly number: string; readonly print: PrintView }
  | { readonly type: 'help'; readonly help: HelpView }
  | { readonly type: 'hiring'; readonly hiring: HiringView };

export const attract: Session = { state: 'attract' };
const HOME: Route = { name: 'home' };
const LONGEST_TRAIL = 20;

export const here = (visiting: Visiting): Route => visiting.trail.at(-1)!;

/** The whole life of one visit. Pure: no clock, no devices; the host supplies what happens. What cannot happen now changes nothing. */
export function step(session: Session, happening: Happening): Session {
  if (session.state === 'attract') {
    if (happening.type !== 'woken') return session;
    return {
      state: 'visiting',
      trail: [HOME],
      modes: happening.modes,
      identity: 'unknown',
      isPersonal: false,
      isLeaving: false,
      apply: null,
      help: { state: 'idle' },
      hiring: { state: 'open' },
      isWarned: false,
      isTechnician: false,
    };
  }
  // A submission on its way to the disk is never abandoned: it ends first, then the visit may.
  const isTaking = session.apply?.step === 'taking' || session.hiring.state === 'taking';
  switch (happening.type) {
    case 'woken':
      return session;
    case 'touched':
      return session.isWarned ? { ...session, isWarned: false } : session;
    case 'idle':
      if (isTaking) return session;
      return session.isWarned ? attract : { ...session, isWarned: true };
    case 'left':
      return isTaking ? { ...session, isLeaving: true } : attract;
    case 'went':
      return isTaking ? session : go(session, allowed(session, happening.route));
    case 'technician':
      return here(session).name === 'technician'
        ? go({ ...back(session), isTechnician: true }, { name: 'status' })
        : session;
    case 'went-back':
      return isTaking ? session : back(session);
    case 'went-home':
      return isTaking ? session : awake({ ...session, trail: [HOME], apply: null, isTechnician: false, ...fresh });
    case 'modes':
      return awake({ ...session, modes: { ...session.modes, ...happening.modes } });
    case 'help':
      return here(session).name === 'help' ? { ...session, help: happening.help } : session;
    case 'hiring':
      if (here(session).name !== 'hiring' && !isTaking) return session;
      if (session.isLeaving && happening.hiring.state !== 'taking') return attract;
      return { ...session, hiring: happening.hiring, isPersonal: true };
    case 'taken':
    case 'not-taken':
      return session.isLeaving ? attract : applying(session, happening);
    default:
      return applying(session, happening);
  }
}

/** The technician's screens are behind a door; whoever leaves them is no technician any more. */
const isBehindDoor = ({ name }: Route) => name === 'status' || name === 'devices';
const allowed = (visiting: Visiting, route: Route): Route =>
  isBehindDoor(route) && !visiting.isTechnician ? { name: 'technician' } : route;
const fresh = { help: { state: 'idle' }, hiring: { state: 'open' } } as const;
const awake = (visiting: Visiting): Visiting => ({ ...visiting, isWarned: false });

function go(visiting: Visiting, route: Route): Visiting {
  const current = here(visiting);
  // Turning a page or pressing a chip stays on the screen: 返回 leads out of it, not back through the pages.
  const before = current.name === route.name ? visiting.trail.slice(0, -1) : visiting.trail;
  const trail = [...before, route].slice(-LONGEST_TRAIL) as [Route, ...Route[]];
  const isTechnician = visiting.isTechnician && isBehindDoor(route);
  return awake({ ...visiting, trail, apply: null, isTechnician, ...(current.name === route.name ? {} : fresh) });
}

function back(visiting: Visiting): Visiting {
  const { apply } = visiting;
  if (apply?.step === 'done') return awake({ ...visiting, trail: [HOME], apply: null });
  if (apply?.step === 'confirm') return awake({ ...visiting, apply: { ...apply, step: 'phone' } });
  const trail = visiting.trail.length > 1 ? (visiting.trail.slice(0, -1) as [Route, ...Route[]]) : visiting.trail;
  const isTechnician = visiting.isTechnician && isBehindDoor(trail.at(-1)!);
  return awake({ ...visiting, trail, apply: null, isTechnician, ...fresh });
}

function applying(visiting: Visiting, happening: Happening): Visiting {
  const { apply, identity } = visiting;
  if (happening.type === 'apply-began') {
    const { subject } = happening;
    if (here(visiting).name !== 'apply') return visiting;
    const next: Apply =
      identity === 'unknown'
        ? { step: 'card', subject, trouble: null }
        : { step: identity === 'card' ? 'phone' : 'confirm', subject };
    return { ...visiting, apply: next };
  }
  if (!apply) return visiting;
  const { subject } = apply;
  switch (happening.type) {
    case 'card-trouble':
      return apply.step === 'card' && apply.trouble !== happening.code
        ? { ...visiting, apply: { ...apply, trouble: happening.code } }
        : visiting;
    case 'card-read':
      return apply.step === 'card'
        ? awake({ ...visiting, identity: 'card', isPersonal: true, apply: { step: 'phone', subject } })
        : visiting;
    case 'phone-given':
      return apply.step === 'phone'
        ? awake({ ...visiting, identity: 'card-and-phone', apply: { step: 'confirm', subject } })
        : visiting;
    case 'phone-questioned':
      return apply.step === 'confirm' ? awake({ ...visiting, apply: { step: 'phone', subject } }) : visiting;
    case 'sent':
      return apply.step === 'confirm' || apply.step === 'failed'
        ? awake({ ...visiting, apply: { step: 'taking', subject } })
        : visiting;
    case 'taken':
      return apply.step === 'taking'
        ? {
            ...visiting,
            apply: {
              step: 'done',
              subject,
              number: happening.number,
              print: { state: 'printing' },
              ...justSaved,
            },
          }
        : visiting;
    case 'not-taken':
      return apply.step === 'taking'
        ? { ...visiting, apply: { step: 'failed', subject, code: happening.code } }
        : visiting;
    case 'receipted':
      return apply.step === 'done' && apply.number === happening.number
        ? { ...visiting, apply: { ...apply, ...happening.receipt } }
        : visiting;
    case 'printed':
      return apply.step === 'done' && apply.number === happening.number
        ? { ...visiting, apply: { ...apply, print: happening.print } }
        : visiting;
    default:
      return visiting;
  }
}
