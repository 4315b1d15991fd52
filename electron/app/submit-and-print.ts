import type { Receipted } from '../core/session/session.ts';
import { justSaved } from '../core/session/session.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { Slip } from '../../shared/slips/layout.ts';
import type { PrintView } from '../../shared/visit.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { NewSubmission, Outbox } from '../store/outbox/contract.ts';
import type { Delivery } from './deliver-submissions.ts';

/** With the line up, the platform's word is waited for so long before the paper is printed with what is true by then. */
const OUTCOME_WAIT_MS = 2_500;

export interface SubmitParts {
  readonly outbox: Outbox;
  readonly delivery: Delivery;
  readonly printer: Pick<SlipPrinter, 'print'>;
  readonly clock: Clock;
  readonly online: () => boolean;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
}

/** Told of each step, in this order; the paper comes out whoever has walked on by then. */
export interface Witness {
  /** The commit is on disk: from here on the visitor may be told. */
  taken(number: string): void;
  notTaken(code: FailureCode): void;
  outcome(receipted: Receipted): void;
  printed(print: PrintView): void;
}

/** What stands on the paper, once it is known what is true. */
export type Paper = (number: string, receipted: Receipted, online: boolean) => Slip;

export interface Submitting {
  /** From the touch that sends to the paper in the hand. */
  submit(submission: NewSubmission, paper: Paper, tell: Witness): Promise<void>;
  print(slip: () => Slip, tell: Pick<Witness, 'printed'>): Promise<void>;
}

export function submitAndPrint(parts: SubmitParts): Submitting {
  const { outbox, delivery, printer, clock, online, log } = parts;

  const print = async (slip: () => Slip, tell: Pick<Witness, 'printed'>) => {
    const began = clock.monotonic();
    tell.printed({ state: 'printing' });
    try {
      const printed = await printer.print(slip());
      log('print.ended', { result: printed.ok ? printed.value : printed.failure.code, ms: clock.monotonic() - began });
      tell.printed(printed.ok ? { state: printed.value } : { state: 'failed', code: printed.failure.code });
    } catch (defect) {
      tell.printed({ state: 'failed', code: 'internal' });
      parts.onDefect(defect);
    }
  };

  const submit = async (submission: NewSubmission, paper: Paper, tell: Witness) => {
    const began = clock.monotonic();
    const wasOnline = online();
    const taken = await outbox.take(submission);
    if (!taken.ok) {
      tell.notTaken(taken.failure.code);
      return;
    }
    const { number, seq } = taken.value;
    log('outbox.taken', { kind: submission.kind, seq, ms: clock.monotonic() - began });
    tell.taken(number);
    delivery.kick();
    const outcome = wasOnline ? await delivery.outcomeWithin(submission.key, OUTCOME_WAIT_MS) : undefined;
    if (outcome) tell.outcome(outcome);
    await print(() => paper(number, outcome ?? justSaved, online()), tell);
  };

  return {
    submit: (submission, paper, tell) =>
      submit(submission, paper, tell).catch((defect: unknown) => {
        // Nobody is left standing before a screen that waits for ever.
        tell.notTaken('internal');
        parts.onDefect(defect);
      }),
    print,
  };
}
