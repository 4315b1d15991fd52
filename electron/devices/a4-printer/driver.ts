import { fail } from '../../../shared/failure.ts';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Clock } from '../../platform/clock.ts';
import { askService, type ServiceAddress } from './ask-service.ts';
import type { SheetFailure, SheetPrinter, SheetPrinterState } from './contract.ts';
import { jobStateOf, reasonsOf, type Operation, type ServiceAnswer } from './ipp.ts';

/** Every change is on the screen within five seconds. */
export const STATUS_POLL_MS = 2_000;
export const JOB_POLL_MS = 500;
/** A page takes ten seconds on the slowest printers; a warm-up takes a minute. */
export const JOB_TIMEOUT_MS = 120_000;

const STOPPED = 5;
const isSuccess = (answer: ServiceAnswer | undefined): answer is ServiceAnswer =>
  answer !== undefined && answer.statusCode < 0x100;

/** Reasons of the printer, an error each (devices.md 10); what is not listed holds nothing up by itself. */
const errors: Readonly<Record<string, SheetPrinterState>> = {
  'media-empty': 'paper-end',
  'media-needed': 'paper-end',
  'cover-open': 'cover-open',
  'door-open': 'cover-open',
  'media-jam': 'jam',
  offline: 'absent',
  'connecting-to-device': 'absent',
  'timed-out': 'absent',
  shutdown: 'absent',
};
const failures: Partial<Record<SheetPrinterState, SheetFailure['code']>> = {
  absent: 'printer/disconnected',
  'paper-end': 'printer/paper-end',
  'cover-open': 'printer/cover-open',
  jam: 'printer/jam',
};

export function sheetPrinterState(answer: ServiceAnswer | undefined): SheetPrinterState {
  if (!isSuccess(answer) || answer.attributes['printer-is-accepting-jobs']?.[0] === false) return 'absent';
  const reasons = reasonsOf(answer, 'printer');
  const error = reasons.find(({ name, weight }) => weight === 'error' && errors[name] !== undefined);
  if (error) return errors[error.name]!;
  if (answer.attributes['printer-state']?.[0] === STOPPED) return 'jam';
  return reasons.some(({ name }) => name === 'media-low') ? 'paper-low' : 'ready';
}

/** Sheets through a print service. One at a time. */
export function createSheetPrinter(address: ServiceAddress, { clock }: { readonly clock: Clock }): SheetPrinter {
  const inTurn = oneAtATime();
  const closing = new AbortController();
  const listeners: ((state: SheetPrinterState) => void)[] = [];
  let state: SheetPrinterState = 'absent';
  let requestId = 0;
  /** Jobs whose document may still lie in the spool. */
  let jobs: number[] = [];

  const ask = (operation: Operation, more: { jobId?: number; title?: string } = {}, document?: Uint8Array) =>
    askService(address, { operation, requestId: (requestId += 1), ...more }, document);

  const look = async (): Promise<SheetPrinterState> => {
    const seen = sheetPrinterState(await ask('get-printer-attributes'));
    if (seen !== state && !closing.signal.aborted) {
      state = seen;
      for (const listener of listeners) listener(seen);
    }
    return seen;
  };

  async function watch() {
    while (!closing.signal.aborted) {
      await look();
      await clock.sleep(STATUS_POLL_MS, closing.signal);
    }
  }
  const watching = watch();

  const forget = async (jobId: number) => {
    await ask('cancel-job', { jobId });
    jobs = jobs.filter((job) => job !== jobId);
  };

  async function untilDone(jobId: number): Promise<Result<'handed-over', SheetFailure>> {
    const since = clock.monotonic();
    for (;;) {
      const answer = await ask('get-job-attributes', { jobId });
      const job = isSuccess(answer) ? jobStateOf(answer) : undefined;
      if (job === 'completed') return ok('handed-over');
      if (job === 'aborted' || job === 'canceled') return fail('printer/unknown', `the job was ${job}`);
      const trouble = failures[await look()];
      if (trouble) return fail(trouble, 'in the middle of a job');
      if (clock.monotonic() - since >= JOB_TIMEOUT_MS) return fail('printer/unknown', 'the job did not end');
      await clock.sleep(JOB_POLL_MS);
    }
  }

  async function print(pdf: Uint8Array, title: string): Promise<Result<'handed-over', SheetFailure>> {
    const refusal = failures[await look()];
    if (refusal) return fail(refusal);
    const valid = await ask('validate-job', { title });
    if (!isSuccess(valid)) return fail('printer/unknown', 'the job would not be taken');
    const created = await ask('create-job', { title });
    const jobId = isSuccess(created) ? Number(created.attributes['job-id']?.[0]) : Number.NaN;
    if (!Number.isInteger(jobId)) return fail('printer/unknown', 'no job was made');
    jobs.push(jobId);
    const sent = await ask('send-document', { jobId }, pdf);
    const result = isSuccess(sent) ? await untilDone(jobId) : fail('printer/unknown', 'the document was not taken');
    // At once: paper that is put in later must not bring out somebody's sheet before the next person.
    if (!result.ok) await forget(jobId);
    return result;
  }

  return {
    print: (pdf, title) => inTurn(() => print(pdf, title)),
    purge: () =>
      inTurn(async () => {
        for (const job of jobs) await forget(job);
      }),
    about: async () => [address.printer],
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    close: async () => {
      closing.abort();
      await watching;
    },
  };
}
