import { randomBytes } from 'node:crypto';
import { Phone } from '../../shared/domain/resident.ts';
import { submissions, type RecruitingContact } from '../../shared/domain/submission.ts';
import { fail } from '../../shared/failure.ts';
import { ok } from '../../shared/result.ts';
import type { HiringView } from '../../shared/visit.ts';
import { justSaved } from '../core/session/session.ts';
import type { Clock } from '../platform/clock.ts';
import type { Visit, VisitHost } from './host-visit.ts';
import type { Submitting, Witness } from './submit-and-print.ts';
import type { SlipWriter } from './write-slips.ts';

/** One visitor rings nobody's phone all day long. */
const MOST_A_VISIT = 3;

export interface HiringParts {
  readonly host: VisitHost;
  readonly submitting: Submitting;
  readonly slips: SlipWriter;
  readonly clock: Clock;
  readonly clockTrusted: () => boolean;
}

/** 招员工, until an employer can post at the terminal: takes a number to call back. */
export function askHiringContact({ host, submitting, slips, clock, clockTrusted }: HiringParts) {
  let asked: { visit: Visit; times: number } | undefined;
  /** Made for what is asked, not for the touch: the same again after a failure is the same request. */
  let request: { visit: Visit; kind: RecruitingContact['kind']; key: string; slipId: string } | undefined;

  const mayAsk = (visit: Visit): boolean => {
    asked = { visit, times: asked?.visit === visit ? asked.times + 1 : 1 };
    return asked.times <= MOST_A_VISIT;
  };

  const show = (visit: Visit, hiring: HiringView) => {
    if (host.visit() === visit) host.happen({ type: 'hiring', hiring });
  };

  const witness = (visit: Visit): Witness => {
    let taken: Extract<HiringView, { state: 'taken' }>;
    const now = (change: Partial<typeof taken>) => {
      taken = { ...taken, ...change };
      show(visit, taken);
    };
    return {
      taken: (number) => now({ state: 'taken', number, status: justSaved.status, print: { state: 'printing' } }),
      notTaken: (code) => show(visit, { state: 'failed', code }),
      outcome: ({ status }) => now({ status }),
      printed: (print) => now({ print }),
    };
  };

  const requestOf = (visit: Visit, phone: string, kind: RecruitingContact['kind']) => {
    const isSame = request?.visit === visit && request.kind === kind && visit.person.callback() === phone;
    if (!request || !isSame) {
      request = { visit, kind, key: randomBytes(16).toString('hex'), slipId: randomBytes(8).toString('hex') };
      visit.person.holdCallback(phone);
    }
    return request;
  };

  const take = async (phone: string, kind: RecruitingContact['kind']) => {
    const visit = host.visit();
    const { key, slipId } = requestOf(visit, phone, kind);
    host.happen({ type: 'hiring', hiring: { state: 'taking' } });
    await submitting.submit(
      {
        key,
        subject: visit.subjectId,
        kind: 'recruiting-contact',
        schema: submissions['recruiting-contact'].schema,
        clockTrusted: clockTrusted(),
        payload: (number): RecruitingContact => {
          const callback = visit.person.callback();
          if (callback === undefined) throw new Error('nobody is here to be rung up');
          const takenAt = clock.now().toISOString();
          return { phone: callback, kind, number, slipId, takenAt, clockTrusted: clockTrusted() };
        },
      },
      (number, receipted, online) => slips.hiring({ number, slipId, subjectId: visit.subjectId, receipted, online }),
      witness(visit),
    );
  };

  return {
    ask: async (phone: string, kind: RecruitingContact['kind']) => {
      if (!Phone.safeParse(phone).success) return fail('phone/malformed');
      const session = host.session();
      const isOpen =
        session.state === 'visiting' && session.hiring.state !== 'taking' && session.hiring.state !== 'taken';
      if (isOpen && mayAsk(host.visit())) void take(phone, kind);
      return ok(null);
    },
  };
}
