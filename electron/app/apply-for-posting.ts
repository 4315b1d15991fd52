import { randomBytes } from 'node:crypto';
import type { Application, Receipt } from '../../shared/domain/submission.ts';
import { submissions } from '../../shared/domain/submission.ts';
import { Phone } from '../../shared/domain/resident.ts';
import { fail } from '../../shared/failure.ts';
import type { PrintView } from '../../shared/visit.ts';
import { ok } from '../../shared/result.ts';
import { localTime } from '../../shared/rules/service-hours.ts';
import { here, justSaved, type ApplySubject, type Receipted, type Session } from '../core/session/session.ts';
import type { CardReader } from '../devices/card-reader/contract.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Catalogue } from '../store/catalogue/contract.ts';
import type { Outbox } from '../store/outbox/contract.ts';
import type { Delivery } from './deliver-submissions.ts';
import type { Visit, VisitHost } from './host-visit.ts';
import type { SlipWriter } from './write-slips.ts';

/** With the line up, the platform's word is waited for so long before the paper is printed with what is true by then. */
const RECEIPT_WAIT_MS = 2_500;
const BETWEEN_READS_MS = 200;
/** A roll is not a toy. */
const MOST_COPIES = 3;

export interface ApplyParts {
  readonly host: VisitHost;
  readonly reader: CardReader;
  readonly printer: SlipPrinter;
  readonly catalogue: Catalogue;
  readonly outbox: Outbox;
  readonly delivery: Delivery;
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
  copies: number;
}

export const receiptedBy = (receipt: Receipt): Receipted => ({
  status: receipt.outcome,
  receivedAt: receipt.receivedAt,
  replyBy: receipt.replyBy,
  keptUntil: receipt.keptUntil,
});

/** The main job: from 我要报名 to the paper in the hand. */
export function applyForPosting(parts: ApplyParts) {
  const { host, reader, printer, catalogue, outbox, delivery, slips, clock, log } = parts;
  let sent: Sent | undefined;
  // Made when the page that confirms opens: a double touch, or a resend after a crash, has the same key.
  let key: string | undefined;
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
        if (read.ok) {
          const cardExpired = read.value.validTo !== null && read.value.validTo < localTime(clock.now()).day;
          visit.person.hold(read.value, cardExpired);
          log('visit.identified', { ms: clock.monotonic() - began, expired: cardExpired });
          parts.onCardRead();
          host.happen({ type: 'card-read' });
          return;
        }
        if (read.failure.code !== 'reader/no-card') {
          log('card.refused', { code: read.failure.code, detail: read.failure.detail });
          host.happen({ type: 'card-trouble', code: read.failure.code });
        }
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
    const read = await reader.read();
    wasCardLeft = read.ok;
  };

  /** The paper comes out whoever has walked on by then; only the visitor it belongs to is told. */
  const print = async (job: Sent, receipted: Receipted) => {
    const { number, visit } = job;
    const tell = (print: PrintView) => {
      if (host.visit() === visit) host.happen({ type: 'printed', number, print });
    };
    const copy = job.copies;
    job.copies += 1;
    const began = clock.monotonic();
    tell({ state: 'printing' });
    try {
      const slip = slips.receipt({ ...job, subjectId: visit.subjectId, receipted, online: parts.online(), copy });
      const printed = await printer.print(slip);
      log('print.ended', { result: printed.ok ? 'cut' : printed.failure.code, ms: clock.monotonic() - began });
      tell(printed.ok ? { state: 'cut' } : { state: 'failed', code: printed.failure.code });
    } catch (defect) {
      tell({ state: 'failed', code: 'internal' });
      parts.onDefect(defect);
    }
  };

  const take = async (phoneToEmployer: boolean) => {
    const apply = applying(host.session());
    const visit = host.visit();
    const person = visit.person.masked();
    if (apply?.step !== 'confirm' && apply?.step !== 'failed') return;
    if (!person || key === undefined) return;
    const { subject } = apply;
    const hasPhone = person.phone !== null;
    const job = {
      key,
      visit,
      subject,
      slipId: randomBytes(8).toString('hex'),
      phoneToEmployer: phoneToEmployer && hasPhone,
      hasPhone,
      copies: 0,
    };
    const began = clock.monotonic();
    const wasOnline = parts.online();
    host.happen({ type: 'sent' });
    const taken = await outbox.take({
      key,
      subject: visit.subjectId,
      kind: 'application',
      schema: submissions.application.schema,
      clockTrusted: parts.clockTrusted(),
      payload: (number) => describe(job, number),
    });
    if (!taken.ok) {
      host.happen({ type: 'not-taken', code: taken.failure.code });
      return;
    }
    // The commit is on disk: from here on the visitor may be told.
    log('outbox.taken', { kind: 'application', seq: taken.value.seq, ms: clock.monotonic() - began });
    sent = { ...job, number: taken.value.number };
    const now = sent;
    host.happen({ type: 'taken', number: now.number });
    delivery.kick();
    const receipt = wasOnline ? await delivery.receiptWithin(now.key, RECEIPT_WAIT_MS) : undefined;
    const receipted = receipt ? receiptedBy(receipt) : justSaved;
    if (host.visit() === visit) host.happen({ type: 'receipted', number: now.number, receipt: receipted });
    await print(now, receipted);
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

  delivery.onReceipt((delivered, receipt) => {
    if (sent?.key === delivered) host.happen({ type: 'receipted', number: sent.number, receipt: receiptedBy(receipt) });
  });

  host.onChange((session, before) => {
    if (session === before) return;
    if (before.state === 'attract') clearing = clearReader().catch(parts.onDefect);
    const apply = applying(session);
    const was = applying(before);
    if (session.state === 'attract') {
      key = undefined;
      sent = undefined;
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
    if (apply?.step === 'confirm' && was?.step !== 'confirm') key = randomBytes(16).toString('hex');
  });

  return {
    givePhone: (phone: string | null) => {
      if (phone !== null && !Phone.safeParse(phone).success) return fail('phone/malformed');
      if (applying(host.session())?.step !== 'phone') return ok(null);
      host.visit().person.setPhone(phone);
      host.happen({ type: 'phone-given' });
      return ok(null);
    },
    changePhone: () => host.happen({ type: 'phone-questioned' }),
    send: (phoneToEmployer: boolean) =>
      void take(phoneToEmployer).catch((defect: unknown) => {
        // Nobody is left standing before a screen that waits for ever.
        host.happen({ type: 'not-taken', code: 'internal' });
        parts.onDefect(defect);
      }),
    printAgain: () => {
      const apply = applying(host.session());
      if (apply?.step === 'done' && apply.print.state !== 'printing' && sent && sent.copies < MOST_COPIES)
        void print(sent, apply);
    },
  };
}
