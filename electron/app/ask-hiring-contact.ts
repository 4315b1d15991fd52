import { randomBytes } from 'node:crypto';
import { Phone } from '../../shared/domain/resident.ts';
import { submissions, type RecruitingContact } from '../../shared/domain/submission.ts';
import { fail } from '../../shared/failure.ts';
import { ok } from '../../shared/result.ts';
import { justSaved } from '../core/session/session.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Outbox } from '../store/outbox/contract.ts';
import { receiptedBy } from './apply-for-posting.ts';
import type { Delivery } from './deliver-submissions.ts';
import type { VisitHost } from './host-visit.ts';
import type { SlipWriter } from './write-slips.ts';

const RECEIPT_WAIT_MS = 2_500;
const MOST_A_VISIT = 3;

export interface HiringParts {
  readonly host: VisitHost;
  readonly outbox: Outbox;
  readonly delivery: Delivery;
  readonly printer: SlipPrinter;
  readonly slips: SlipWriter;
  readonly clock: Clock;
  readonly clockTrusted: () => boolean;
  readonly online: () => boolean;
  readonly onDefect: (defect: unknown) => void;
}

/** 招员工, until an employer can post at the terminal: takes a number to call back. */
export function askHiringContact({
  host,
  outbox,
  delivery,
  printer,
  slips,
  clock,
  clockTrusted,
  online,
  onDefect,
}: HiringParts) {
  let asked: { visit: unknown; times: number } = { visit: undefined, times: 0 };

  /** One visitor rings nobody's phone all day long. */
  const mayAsk = (): boolean => {
    const visit = host.visit();
    asked = { visit, times: asked.visit === visit ? asked.times + 1 : 1 };
    return asked.times <= MOST_A_VISIT;
  };

  const take = async (phone: string, kind: RecruitingContact['kind']) => {
    const visit = host.visit();
    const key = randomBytes(16).toString('hex');
    const slipId = randomBytes(8).toString('hex');
    host.happen({ type: 'hiring', hiring: { state: 'taking' } });
    const taken = await outbox.take({
      key,
      subject: visit.subjectId,
      kind: 'recruiting-contact',
      schema: submissions['recruiting-contact'].schema,
      clockTrusted: clockTrusted(),
      payload: (number): RecruitingContact => ({
        phone,
        kind,
        number,
        slipId,
        takenAt: clock.now().toISOString(),
        clockTrusted: clockTrusted(),
      }),
    });
    if (!taken.ok) {
      host.happen({ type: 'hiring', hiring: { state: 'failed', code: taken.failure.code } });
      return;
    }
    const { number } = taken.value;
    const show = (status: (typeof justSaved)['status'], print: Parameters<typeof printView>[0]) => {
      if (host.visit() === visit)
        host.happen({ type: 'hiring', hiring: { state: 'taken', number, status, print: printView(print) } });
    };
    show('saved', 'printing');
    delivery.kick();
    const receipt = await delivery.receiptWithin(key, RECEIPT_WAIT_MS);
    const receipted = receipt ? receiptedBy(receipt) : justSaved;
    show(receipted.status, 'printing');
    const printed = await printer.print(
      slips.hiring({
        number,
        slipId,
        subjectId: visit.subjectId,
        receipted,
        online: receipt !== undefined || online(),
      }),
    );
    show(receipted.status, printed.ok ? 'cut' : printed.failure.code);
  };

  return {
    ask: (phone: string, kind: RecruitingContact['kind']) => {
      if (!Phone.safeParse(phone).success) return fail('phone/malformed');
      const session = host.session();
      if (
        session.state === 'visiting' &&
        session.hiring.state !== 'taking' &&
        session.hiring.state !== 'taken' &&
        mayAsk()
      ) {
        void take(phone, kind).catch((defect: unknown) => {
          host.happen({ type: 'hiring', hiring: { state: 'failed', code: 'internal' } });
          onDefect(defect);
        });
      }
      return ok(null);
    },
  };
}

const printView = (
  print: 'printing' | 'cut' | Extract<Awaited<ReturnType<SlipPrinter['print']>>, { ok: false }>['failure']['code'],
) =>
  print === 'printing' || print === 'cut' ? ({ state: print } as const) : ({ state: 'failed', code: print } as const);
