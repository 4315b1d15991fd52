import type { Clock } from '../../platform/clock.ts';
import type { Wire } from '../wires/wire.ts';
import { framings, type Framing } from './framings.ts';
import { isAnswerTo, isBareOk, requestFor, waitMs, type Question } from './sdt-commands.ts';
import { answerOf, frameStream, LEAST_ANSWER, type Answer } from './sdt-frame.ts';
import { statusOf } from './sdt-status.ts';

/** Silence that ends whatever was still under way. */
export const QUIET_MS = 100;
/** A line that babbles longer than its longest answer will not fall silent. */
export const QUIET_LIMIT_MS = 3000;
/** An answer that did not come in so long a silence was lost. */
export const FORGOTTEN_MS = 10_000;

/** `silent`: no answer in time. `mute`: not even the fence was answered. */
export type Reply = Answer | 'silent' | 'mute' | 'lost';

export interface Line {
  /** One question at a time. The answer's data are the asker's to wipe. */
  ask(question: Question): Promise<Reply>;
  readonly lost: Promise<void>;
  close(): Promise<void>;
}

/**
 * One open wire, questions in, answers out. The wire has no sequence number, so a late answer is kept from the next
 * person in two ways: by its shape, and by the fence after any time-out (devices.md 1.7).
 */
export function openLine(
  wire: Wire,
  { framing, baudRate }: { readonly framing: Framing; readonly baudRate?: number | undefined },
  clock: Clock,
): Line {
  const { incoming, outgoing } = framings[framing];
  const stream = frameStream(LEAST_ANSWER);
  let waiting: { fits: (answer: Answer) => boolean; settle: (reply: Answer | 'silent' | 'lost') => void } | undefined;
  let heardAt = clock.monotonic();
  let sentAt = heardAt;
  // A new line is fenced too: the program before us may have died with a question open.
  let fenced = false;
  // "90, no data" still to come: answers to status and reset.
  let bareOksOwed = 0;
  let gone = false;
  let tellLost: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => (tellLost = resolve));

  const lose = () => {
    gone = true;
    stream.reset();
    waiting?.settle('lost');
    tellLost();
  };
  wire.onLost(lose);
  wire.onBytes((piece) => {
    heardAt = clock.monotonic();
    const bodies = stream.push(incoming(piece));
    piece.fill(0);
    for (const body of bodies) {
      const answer = answerOf(body);
      if (isBareOk(answer)) bareOksOwed = Math.max(0, bareOksOwed - 1);
      if (waiting?.fits(answer)) waiting.settle(answer);
      else body.fill(0); // late or unasked: perhaps the person before
    }
  });

  function hear(fits: (answer: Answer) => boolean, ms: number): Promise<Answer | 'silent' | 'lost'> {
    return new Promise((resolve) => {
      const stop = new AbortController();
      const mine = {
        fits,
        settle: (reply: Answer | 'silent' | 'lost') => {
          if (waiting === mine) waiting = undefined;
          resolve(reply);
          stop.abort();
        },
      };
      if (gone) {
        resolve('lost');
        return;
      }
      waiting = mine;
      void clock.sleep(ms, stop.signal).then(() => mine.settle('silent'));
    });
  }

  async function send(question: Question) {
    sentAt = clock.monotonic();
    if (question === 'reset' || question === 'status') bareOksOwed += 1;
    for (const [pipe, piece] of outgoing(requestFor(question)).entries()) await wire.write(piece, pipe);
  }

  async function silence(): Promise<boolean> {
    const giveUpAt = clock.monotonic() + QUIET_LIMIT_MS;
    for (;;) {
      const missing = heardAt + QUIET_MS - clock.monotonic();
      if (missing <= 0) return true;
      if (clock.monotonic() > giveUpAt) return false;
      await clock.sleep(missing);
    }
  }

  /** Answers come in order: what follows the answer to a status asked in silence is not older than it. */
  async function fence(): Promise<Reply | 'fenced'> {
    // Never a second fence while the first may still be answered: its answer would pass for the second's, with older
    // answers behind it.
    if (bareOksOwed > 0 && clock.monotonic() - Math.max(heardAt, sentAt) < FORGOTTEN_MS) return 'mute';
    bareOksOwed = 0;
    if (!(await silence())) return 'mute';
    stream.reset();
    // A module that failed its self-test answers every question with that, this one too.
    const dead = ({ sw3 }: Answer) => statusOf(sw3).next === 'out-of-order';
    const heard = hear((answer) => isBareOk(answer) || dead(answer), waitMs('status', baudRate));
    void send('status');
    const reply = await heard;
    if (reply === 'silent') return 'mute';
    if (reply === 'lost') return reply;
    if (dead(reply)) {
      bareOksOwed = 0;
      return reply;
    }
    fenced = true;
    return 'fenced';
  }

  return {
    ask: async (question) => {
      const before = fenced ? 'fenced' : await fence();
      if (before !== 'fenced') return before;
      const heard = hear((answer) => isAnswerTo(question, answer), waitMs(question, baudRate));
      void send(question);
      const reply = await heard;
      if (reply === 'silent') fenced = false;
      return reply;
    },
    lost,
    close: async () => {
      lose();
      await wire.close();
    },
  };
}
