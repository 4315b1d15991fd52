import type { Clock } from '../../platform/clock.ts';
import { decodeAnswers, type Answer } from './answers.ts';
import type { PrinterState } from './contract.ts';
import { askPaper, askStatus, concat, isOnline, offlineCauses, processId, type StatusQuestion } from './escpos.ts';
import type { PrinterPort } from './printer-port.ts';
import { printerState } from './status.ts';

/** Real-time questions are answered at once; over a network half a second is long. */
export const STATUS_TIMEOUT_MS = 500;
/** Asked at each connection only to learn whether this printer tells the end of a job, and how. */
const PROBE_ID = '0000';
const FORGOTTEN_MS = 30_000;

export interface Confirmation {
  outcome(): 'confirmed' | 'lost' | undefined;
  /** Resolves when there is an outcome. */
  readonly settled: Promise<void>;
}

/** Questions to one printer and what it answers. One question at a time: the caller keeps the turns. */
export function createConversation(port: PrinterPort, clock: Clock) {
  let rest: Uint8Array = new Uint8Array();
  let givesIds = false;
  let givesPaper = false;
  // Answers to GS r come in sequence: one that is still owed to an earlier question is not the end of this job.
  let papersOwed = 0;
  let askedAt = -Infinity;
  let isReallyOnline = false;
  let onStatus: (byte: number | undefined) => void = () => {};
  let onPushed: (bytes: Uint8Array) => void = () => {};
  let onSequence: (answer: Answer | 'lost') => void = () => {};

  return {
    opened() {
      rest = new Uint8Array();
      papersOwed = 1;
      askedAt = clock.monotonic();
      void port.write(concat([processId(PROBE_ID), askPaper()]));
    },
    lost() {
      onStatus(undefined);
      onSequence('lost');
    },
    heard(bytes: Uint8Array) {
      const decoded = decodeAnswers(concat([rest, bytes]));
      rest = decoded.rest;
      for (const answer of decoded.answers) {
        if (answer.kind === 'process-id') givesIds = true;
        if (answer.kind === 'paper') {
          givesPaper = true;
          papersOwed = Math.max(0, papersOwed - 1);
        }
        if (answer.kind === 'pushed') onPushed(answer.bytes);
        else if (answer.kind === 'status') onStatus(answer.byte);
        else onSequence(answer);
      }
    },

    /** Its buffers were emptied, and the questions in them with the rest. */
    emptied() {
      papersOwed = 0;
    },

    /** Printers that push their changes say them sooner than they are asked. */
    onPushed: (listener: (bytes: Uint8Array) => void) => void (onPushed = listener),

    /** Whether this printer has ever answered anything that tells the end of a job. */
    confirms: () => givesIds || givesPaper,
    /** By the last answer, a held button and a hot head counted as offline. */
    online: () => isReallyOnline,
    endOfJob: () => (givesIds ? 'process id' : givesPaper ? 'GS r' : 'tells no end'),

    /** `undefined` when the printer was silent. */
    async state(): Promise<PrinterState | undefined> {
      const printer = await ask(1);
      if (printer === undefined) return undefined;
      isReallyOnline = isOnline(printer);
      const offline = isReallyOnline ? undefined : await ask(2);
      const error = offline !== undefined && offlineCauses(offline).includes('error') ? await ask(3) : undefined;
      const paper = await ask(4);
      return paper === undefined ? undefined : printerState({ printer, offline, error, paper });
    },

    /**
     * Listens for the end of the job that carries `id`. GS r is believed only of a printer that gives no ids (some answer
     * it at reception), and only after an answered status question, which every older answer must have preceded.
     */
    expect(id: string, { afterAnswer }: { afterAnswer: boolean }): Confirmation {
      let outcome: 'confirmed' | 'lost' | undefined;
      // What has not come for so long never will: else one lost answer would take the truth of every slip after it.
      if (clock.monotonic() - askedAt > FORGOTTEN_MS) papersOwed = 0;
      askedAt = clock.monotonic();
      papersOwed += 1;
      const settled = new Promise<void>((settle) => {
        onSequence = (answer) => {
          const isIt =
            answer !== 'lost' &&
            ((answer.kind === 'process-id' && answer.id === id) ||
              (answer.kind === 'paper' && papersOwed === 0 && afterAnswer && !givesIds));
          if (answer !== 'lost' && !isIt) return;
          outcome ??= answer === 'lost' ? 'lost' : 'confirmed';
          settle();
        };
      });
      return { outcome: () => outcome, settled };
    },
  };

  async function ask(question: StatusQuestion): Promise<number | undefined> {
    const answered = new AbortController();
    // An answer that comes while nobody asks is late and falls away: it may belong to another question.
    const answer = new Promise<number | undefined>((resolve) => (onStatus = resolve));
    void port.write(askStatus(question));
    const byte = await Promise.race([answer, clock.sleep(STATUS_TIMEOUT_MS, answered.signal).then(() => undefined)]);
    onStatus = () => {};
    answered.abort();
    return byte;
  }
}
