import { randomBytes } from 'node:crypto';
import type { Application } from '../../shared/domain/submission.ts';
import { submissions } from '../../shared/domain/submission.ts';
import { Phone, type CardHolder } from '../../shared/domain/resident.ts';
import { fail, type Failure } from '../../shared/failure.ts';
import { ok, type Result } from '../../shared/result.ts';
import { localTime } from '../../shared/rules/service-hours.ts';
import { here, type ApplySubject, type Happening, type Receipted, type Session } from '../core/session/session.ts';
import type { AnyCardReader } from './read-any-card.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Catalogue } from '../store/catalogue/contract.ts';
import type { Delivery } from './deliver-submissions.ts';
import type { Visit, VisitHost } from './host-visit.ts';
import type { Submitting, Witness } from './submit-and-print.ts';
import type { SlipWriter } from './write-slips.ts';

const BETWEEN_READS_MS = 200;
/** Besides the first: a roll is not a toy. */
const MOST_COPIES = 2;

export interface ApplyParts {
  readonly host: VisitHost;
  readonly reader: Pick<AnyCardReader, 'read' | 'clear'>;
  readonly submitting: Submitting;
  readonly catalogue: Catalogue;
  readonly delivery: Pick<Delivery, 'onOutcome'>;
  readonly slips: SlipWriter;
  readonly clock: Clock;
  readonly clockTrusted: () => boolean;
  readonly online: () => boolean;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
  readonly onCardRead: () => void;
}

/** One application on its way: everything that its paper says, whatever the visitor does meanwhile. */
interface Sent {
  readonly key: string;
  readonly visit: Visit;
  readonly subject: ApplySubject;
  readonly number: string;
  readonly slipId: string;
  readonly phoneToEmployer: boolean;
  readonly hasPhone: boolean;
}

/** The main job: from 我要报名 to the paper in the hand. */
export function applyForPosting(parts: ApplyParts) {
  const { host, reader, submitting, catalogue, slips, clock, log } = parts;
  let sent: Sent | undefined;
  let copies = 0;
  // Made when the page that confirms opens: a double touch, or the same again after a failure, has the same key and paper.
  let request: { readonly key: string; readonly slipId: string } | undefined;
  let isReading = false;
  let clearing: Promise<void> = Promise.resolve();
  let wasCardLeft = false;

  const applying = (session: Session) => (session.state === 'visiting' ? session.apply : null);

  const begin = async (id: string) => {
    const visit = host.visit();
    await clearing;
    const found = await catalogue.posting(id);
    const session = host.session();
    const isStillHere = host.visit() === visit && session.state === 'visiting' && here(session).name === 'apply';
    if (!isStillHere) return;
    if (!found) {
      host.happen({ type: 'went-back' });
      return;
    }
    const { posting, walkMinutes } = found;
    host.happen({
      type: 'apply-began',
      subject: {
        id,
        version: posting.version,
        title: posting.title,
        employer: posting.employer.name,
        trade: posting.trade,
        walkMinutes,
      },
    });
  };

  /** Somebody whom a card or the platform vouches for, or why not; only while the screen asks for it. */
  const present = (read: Result<CardHolder, Failure>, began = clock.monotonic()) => {
    if (applying(host.session())?.step !== 'card') return;
    if (!read.ok) {
      log('card.refused', { code: read.failure.code, detail: read.failure.detail });
      host.happen({ type: 'card-trouble', code: read.failure.code });
      return;
    }
    const { validTo, remarks } = read.value;
    const cardExpired = validTo !== null && validTo < localTime(clock.now()).day;
    read.value.photo?.fill(0); // not asked for here
    host.visit().person.hold(read.value, cardExpired);
    log('visit.identified', {
      ms: clock.monotonic() - began,
      expired: cardExpired,
      remarks: remarks.join(' ') || 'none',
    });
    parts.onCardRead();
    host.happen({ type: 'card-read' });
  };

  /** Asks the reader for as long as the screen waits for a card. */
  const readCards = async () => {
    if (isReading) return;
    isReading = true;
    try {
      while (applying(host.session())?.step === 'card') {
        const visit = host.visit();
        const began = clock.monotonic();
        const read = await reader.read();
        // The visit may have ended while the reader thought: its card is nobody's then.
        if (host.visit() !== visit || applying(host.session())?.step !== 'card') return;
        if (read.ok || read.failure.code !== 'reader/no-card') present(read, began);
        if (read.ok) return;
        await clock.sleep(BETWEEN_READS_MS);
      }
    } finally {
      isReading = false;
      // Another visitor may have come to the prompt while this one's reading was still under way.
      if (applying(host.session())?.step === 'card') void readCards().catch(parts.onDefect);
    }
  };

  /**
   * A card that lay there before the visit began is read into nothing: it may be the last visitor's. Whoever laid it is
   * asked to take it off and lay it once more.
   */
  const clearReader = async () => {
    wasCardLeft = await reader.clear();
  };

  /** Only the visitor it belongs to is told. */
  const witness = (job: Omit<Sent, 'number'>): Witness => {
    let number = '';
    const tell = (happening: Happening) => {
      if (host.visit() === job.visit) host.happen(happening);
    };
    return {
      taken: (given) => {
        number = given;
        if (host.visit() === job.visit) sent = { ...job, number };
        copies = 0;
        tell({ type: 'taken', number });
      },
      notTaken: (code) => tell({ type: 'not-taken', code }),
      outcome: (receipt) => tell({ type: 'receipted', number, receipt }),
      printed: (print) => tell({ type: 'printed', number, print }),
    };
  };

  const paperOf = (job: Sent, receipted: Receipted, online: boolean, copy: number) =>
    slips.receipt({ ...job, subjectId: job.visit.subjectId, receipted, online, copy });

  const take = async (phoneToEmployer: boolean) => {
    const apply = applying(host.session());
    const visit = host.visit();
    const person = visit.person.masked();
    if (apply?.step !== 'confirm' && apply?.step !== 'failed') return;
    if (!person || !request) return;
    const hasPhone = person.phone !== null;
    const job = {
      ...request,
      visit,
      subject: apply.subject,
      phoneToEmployer: phoneToEmployer && hasPhone,
      hasPhone,
    };
    host.happen({ type: 'sent' });
    await submitting.submit(
      {
        key: job.key,
        subject: visit.subjectId,
        kind: 'application',
        schema: submissions.application.schema,
        clockTrusted: parts.clockTrusted(),
        payload: (number) => describe(job, number),
      },
      (number, receipted, online) => paperOf({ ...job, number }, receipted, online, 0),
      witness(job),
    );
  };

  const printAgain = async (job: Sent, receipted: Receipted) => {
    if (copies >= MOST_COPIES) return;
    copies += 1;
    await submitting.print(() => paperOf(job, receipted, parts.online(), copies), {
      printed: (print) => {
        if (host.visit() === job.visit) host.happen({ type: 'printed', number: job.number, print });
      },
    });
  };

  /** What is sealed. The only place where the person is made readable, for as long as it takes to seal. */
  const describe = (job: Omit<Sent, 'number'>, number: string): Application => {
    const person = job.visit.person.reveal();
    if (!person) throw new Error('nobody is here to apply');
    return {
      postingId: job.subject.id,
      postingVersion: job.subject.version,
      applicant: { name: person.name, number: person.number, phone: person.phone },
      employerSees: { phone: job.phoneToEmployer },
      walkMinutes: job.subject.walkMinutes,
      cardExpired: person.cardExpired,
      slipId: job.slipId,
      number,
      takenAt: clock.now().toISOString(),
      clockTrusted: parts.clockTrusted(),
    };
  };

  parts.delivery.onOutcome((settled, receipt) => {
    if (sent?.key === settled) host.happen({ type: 'receipted', number: sent.number, receipt });
  });

  host.onChange((session, before) => {
    if (session === before) return;
    if (before.state === 'attract') clearing = clearReader().catch(parts.onDefect);
    const apply = applying(session);
    const was = applying(before);
    if (session.state === 'attract') {
      request = undefined;
      sent = undefined;
      copies = 0;
      return;
    }
    const route = here(session);
    if (route.name === 'apply' && apply === null && (before.state === 'attract' || here(before) !== route)) {
      void begin(route.id).catch(parts.onDefect);
    }
    if (apply?.step === 'card' && was?.step !== 'card') {
      if (wasCardLeft) host.happen({ type: 'card-trouble', code: 'reader/unreadable' });
      wasCardLeft = false;
      void readCards().catch(parts.onDefect);
    }
    if (apply?.step === 'confirm' && was?.step !== 'confirm') {
      request = { key: randomBytes(16).toString('hex'), slipId: randomBytes(8).toString('hex') };
    }
  });

  return {
    present,
    givePhone: (phone: string | null) => {
      if (phone !== null && !Phone.safeParse(phone).success) return fail('phone/malformed');
      if (applying(host.session())?.step !== 'phone') return ok(null);
      host.visit().person.setPhone(phone);
      host.happen({ type: 'phone-given' });
      return ok(null);
    },
    changePhone: () => host.happen({ type: 'phone-questioned' }),
    send: (phoneToEmployer: boolean) => void take(phoneToEmployer),
    printAgain: () => {
      const apply = applying(host.session());
      if (apply?.step === 'done' && apply.print.state !== 'printing' && sent) void printAgain(sent, apply);
    },
  };
}
