import { randomBytes } from 'node:crypto';
import type { Application, Receipt } from '../../shared/domain/submission.ts';
import { submissions } from '../../shared/domain/submission.ts';
import { Phone } from '../../shared/domain/resident.ts';
import { fail } from '../../shared/failure.ts';
import { ok } from '../../shared/result.ts';
import { localTime } from '../../shared/rules/service-hours.ts';
import { here, type Receipted, type Session } from '../core/session/session.ts';
import type { CardReader } from '../devices/card-reader/contract.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Catalogue } from '../store/catalogue/contract.ts';
import type { Outbox } from '../store/outbox/contract.ts';
import type { Delivery } from './deliver-submissions.ts';
import type { VisitHost } from './host-visit.ts';
import type { SlipWriter } from './write-slips.ts';

/** With the line up, the platform's word is waited for so long before the paper is printed with what is true by then. */
const RECEIPT_WAIT_MS = 2_500;
const BETWEEN_READS_MS = 200;

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

interface Sent {
  readonly key: string;
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

  const applying = (session: Session) => (session.state === 'visiting' ? session.apply : null);

  const begin = async (id: string) => {
    const found = await catalogue.posting(id);
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
    }
  };

  const print = async (number: string, receipted: Receipted) => {
    const apply = applying(host.session());
    const visit = host.visit();
    if (!apply || !sent) return;
    const { slipId, phoneToEmployer, hasPhone, copies } = sent;
    sent.copies += 1;
    const began = clock.monotonic();
    host.happen({ type: 'printed', print: { state: 'printing' } });
    const printed = await printer.print(
      slips.receipt({
        number,
        slipId,
        subjectId: visit.subjectId,
        subject: apply.subject,
        receipted,
        phoneToEmployer,
        hasPhone,
        copy: copies,
      }),
    );
    log('print.ended', { result: printed.ok ? 'cut' : printed.failure.code, ms: clock.monotonic() - began });
    if (host.visit() !== visit) return;
    host.happen({
      type: 'printed',
      print: printed.ok ? { state: 'cut' } : { state: 'failed', code: printed.failure.code },
    });
  };

  const take = async (phoneToEmployer: boolean) => {
    const apply = applying(host.session());
    const visit = host.visit();
    const person = visit.person.reveal();
    if (apply?.step !== 'confirm' && apply?.step !== 'failed') return;
    if (!person || key === undefined) return;
    const submission: Sent = {
      key,
      slipId: randomBytes(8).toString('hex'),
      phoneToEmployer: phoneToEmployer && person.phone !== null,
      hasPhone: person.phone !== null,
      copies: 0,
    };
    const { subject } = apply;
    const began = clock.monotonic();
    const online = parts.online();
    host.happen({ type: 'sent' });
    const taken = await outbox.take({
      key,
      subject: visit.subjectId,
      kind: 'application',
      schema: submissions.application.schema,
      clockTrusted: parts.clockTrusted(),
      payload: (number): Application => ({
        postingId: subject.id,
        postingVersion: subject.version,
        applicant: { name: person.name, number: person.number, phone: person.phone },
        employerSees: { phone: submission.phoneToEmployer },
        walkMinutes: subject.walkMinutes,
        cardExpired: person.cardExpired,
        slipId: submission.slipId,
        number,
        takenAt: clock.now().toISOString(),
        clockTrusted: parts.clockTrusted(),
      }),
    });
    if (!taken.ok) {
      host.happen({ type: 'not-taken', code: taken.failure.code });
      return;
    }
    // The commit is on disk: from here on the visitor may be told.
    log('outbox.taken', { kind: 'application', seq: taken.value.seq, ms: clock.monotonic() - began });
    sent = submission;
    const { number } = taken.value;
    host.happen({ type: 'taken', number });
    delivery.kick();
    const receipt = online ? await delivery.receiptWithin(submission.key, RECEIPT_WAIT_MS) : undefined;
    const receipted = receipt
      ? receiptedBy(receipt)
      : ({ status: 'saved', receivedAt: null, replyBy: null, keptUntil: null } as const);
    if (host.visit() !== visit) return;
    host.happen({ type: 'receipted', receipt: receipted });
    await print(number, receipted);
  };

  delivery.onReceipt((delivered, receipt) => {
    if (sent?.key === delivered) host.happen({ type: 'receipted', receipt: receiptedBy(receipt) });
  });

  host.onChange((session, before) => {
    if (session === before) return;
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
    if (apply?.step === 'card' && was?.step !== 'card') void readCards().catch(parts.onDefect);
    if (apply?.step === 'confirm' && was?.step !== 'confirm') key = randomBytes(16).toString('hex');
  });

  return {
    givePhone: (phone: string | null) => {
      if (phone !== null && !Phone.safeParse(phone).success) return fail('phone/malformed');
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
      if (apply?.step === 'done' && apply.print.state !== 'printing')
        void print(apply.number, apply).catch(parts.onDefect);
    },
  };
}
