import { fail } from '../../../shared/failure.ts';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Slip } from '../../../shared/slips/layout.ts';
import type { Clock } from '../../platform/clock.ts';
import type { PrinterState, PrintFailure, PrintOutcome, PrintProgress, SlipPrinter } from './contract.ts';
import { createConversation, type Confirmation } from './conversation.ts';
import { askPaper, concat, cut, emptyBuffer, processId } from './escpos.ts';
import type { PrinterPort } from './printer-port.ts';
import { slipBytes } from './slip-bytes.ts';
import type { FontCoverage } from './text.ts';
import { pushedStatus, stateOfPushed, troubleOf } from './status.ts';

/** At rest: every change is on the screen within five seconds, silence and a cleared jam too. */
export const STATUS_POLL_MS = 2_000;
/** While a slip is on its way. */
export const JOB_POLL_MS = 300;
/** The longest slip takes four seconds; after ten nobody can say any more what happened. */
export const CUT_TIMEOUT_MS = 10_000;
/** As long as the longest slip takes: all that can be waited for where the end of a job is never answered. */
export const SLIP_MS = 4_000;
/** An error stays until somebody asks the printer to go on; a cutter that still sticks should not be tried all the time. */
export const JAM_RETRY_MS = 4_000;
/** Rounds of silence after which a printer that is connected counts as absent. */
const SILENT_ROUNDS = 2;
const MARGIN_DOTS = 24;

export interface SlipPrinterOptions {
  readonly clock: Clock;
  /** What this model's font holds. */
  readonly coverage?: FontCoverage;
  /** Of a serial line. */
  readonly bytesPerSecond?: number | undefined;
}

export function createSlipPrinter(
  port: PrinterPort,
  { clock, coverage = 'gbk', bytesPerSecond }: SlipPrinterOptions,
): SlipPrinter {
  const inTurn = oneAtATime(); // a printer has one voice for status and slip
  const conversation = createConversation(port, clock);
  const closing = new AbortController();
  const listeners: ((state: PrinterState) => void)[] = [];
  let state: PrinterState = 'absent';
  let silentRounds = 0;
  let jobs = 0;
  let jamTriedAt = -Infinity;
  /** A slip went in and no cut came out: in the buffer, on the paper, or both, there may be a part of it. */
  let halfSlip = false;

  function announce(next: PrinterState) {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  }

  function empty() {
    // Only an error makes the printer empty its buffers (devices.md 9.5): without one its answers still come.
    if (state === 'jam' || state === 'paper-end' || state === 'cover-open') conversation.emptied();
    port.abandon();
    void port.write(emptyBuffer());
  }

  async function look(): Promise<PrinterState | undefined> {
    const seen = port.answers ? await conversation.state() : 'ready';
    silentRounds = seen ? 0 : silentRounds + 1;
    if (!port.connected() || silentRounds >= SILENT_ROUNDS) announce('absent');
    else if (seen) announce(seen);
    return seen;
  }

  async function watch() {
    while (!closing.signal.aborted) {
      await clock.sleep(STATUS_POLL_MS, closing.signal);
      await inTurn(async () => {
        if (!port.connected()) return;
        const seen = (await look()) ?? (await look()); // one answer may get lost
        if (seen !== 'jam' || clock.monotonic() - jamTriedAt < JAM_RETRY_MS) return;
        jamTriedAt = clock.monotonic();
        empty();
        await look();
      });
    }
  }

  /** `lineMs`: so long the bytes are on the line; on a slow one every question waits behind them. */
  async function untilCut(confirmation: Confirmation, lineMs: number): Promise<Result<PrintOutcome, PrintFailure>> {
    const arrived = new AbortController();
    await Promise.race([confirmation.settled, clock.sleep(lineMs, arrived.signal)]);
    arrived.abort();
    const since = clock.monotonic();
    for (;;) {
      const settled = new AbortController();
      await Promise.race([confirmation.settled, clock.sleep(JOB_POLL_MS, settled.signal)]);
      settled.abort();
      const seen = confirmation.outcome() ? undefined : await look();
      const trouble = troubleOf(seen);
      // In this order: a cut that was confirmed in the meantime is a cut, whatever became of the printer afterwards.
      if (confirmation.outcome() === 'confirmed') return ok('cut');
      if (confirmation.outcome() === 'lost') return fail('printer/disconnected', 'lost in the middle of a slip');
      if (trouble) return fail(trouble, 'in the middle of a slip');
      // Well, and not a model that says when it is done: then the time that a slip takes is all there is to go by.
      if (seen && conversation.online() && !conversation.confirms() && clock.monotonic() - since >= SLIP_MS)
        return ok('probably');
      if (clock.monotonic() - since >= CUT_TIMEOUT_MS) return fail('printer/unknown', 'the cut was not confirmed');
    }
  }

  async function print(
    slip: Slip,
    onProgress: (progress: PrintProgress) => void,
  ): Promise<Result<PrintOutcome, PrintFailure>> {
    if (!port.connected()) return fail('printer/disconnected');
    if (halfSlip && port.answers) empty();
    const before = await look();
    if (!port.connected()) return fail('printer/disconnected');
    const refusal = troubleOf(before);
    if (refusal) return fail(refusal);

    const bytes = await slipBytes(slip, coverage);
    if (!port.connected()) return fail('printer/disconnected');
    if (!port.answers) return printBlind(concat([bytes, cut(MARGIN_DOTS)]), onProgress);

    // What is already on the paper cannot be unprinted, but it must not hang on the next person's slip.
    const separation = halfSlip ? cut(0) : new Uint8Array();
    const id = String((jobs++ % 9999) + 1).padStart(4, '0');
    const confirmation = conversation.expect(id, { afterAnswer: before !== undefined });
    halfSlip = true;
    // Not awaited: a printer that stands still takes no more bytes, and must be asked why.
    void port
      .write(concat([separation, bytes, cut(MARGIN_DOTS), processId(id), askPaper()]))
      .then((written) => written && onProgress('printing'));
    const result = await untilCut(
      confirmation,
      bytesPerSecond === undefined ? 0 : (1000 * bytes.length) / bytesPerSecond,
    );
    if (result.ok) {
      halfSlip = false;
      if (result.value === 'cut') onProgress('cut');
    } else if (result.failure.code !== 'printer/unknown') {
      // At once: new paper would let the rest come out, in front of somebody else.
      empty();
    }
    return result;
  }

  async function printBlind(bytes: Uint8Array, onProgress: (progress: PrintProgress) => void) {
    const late = new AbortController();
    const taken = await Promise.race([
      port.write(bytes),
      clock.sleep(CUT_TIMEOUT_MS, late.signal).then(() => 'stands still' as const),
    ]);
    late.abort();
    if (taken === 'stands still') {
      port.abandon();
      return fail('printer/unknown', 'it takes no more bytes');
    }
    if (!taken) return fail('printer/disconnected');
    onProgress('printing');
    await clock.sleep(SLIP_MS, closing.signal);
    return fail('printer/unknown', 'this way to the printer gives no answer');
  }

  conversation.onPushed((bytes) => {
    const pushed = stateOfPushed(pushedStatus(bytes));
    if (pushed) announce(pushed);
    else void inTurn(look);
  });
  port.onData((bytes) => conversation.heard(bytes));
  port.onLost(() => {
    conversation.lost();
    announce('absent');
  });
  port.onOpen(() => {
    if (port.answers) conversation.opened();
    void inTurn(look);
  });
  const watching = watch();

  return {
    print: (slip, onProgress = () => {}) => inTurn(() => print(slip, onProgress)),
    about: async () => (port.answers ? [conversation.endOfJob()] : ['no answers']),
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    close: async () => {
      closing.abort();
      await port.close();
      await watching;
    },
  };
}
