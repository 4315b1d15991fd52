import type { CardHolder } from '../../../shared/domain/resident.ts';
import { fail } from '../../../shared/failure.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Presence, ReadFailure } from './contract.ts';
import type { Line, Reply } from './line.ts';
import { PHOTO_BYTES, TEXT_AT, TEXT_BYTES, type Question } from './sdt-commands.ts';
import type { Answer } from './sdt-frame.ts';
import type { PhotoDecoder } from './photo-decoder.ts';
import { statusOf, type Next } from './sdt-status.ts';
import { decodeCardBlock, describeRefusal, toCardHolder } from './text-block.ts';

/** Find → select → read for one laid card (devices.md 1.7). */
export const ATTEMPTS = 3;

const OK = 0x90;
const GONE = [0x41, 0x21, 0x80];

export interface ReadOptions {
  /** Both readings must be the same. */
  readonly twice: boolean;
  readonly decodePhoto?: PhotoDecoder | undefined;
}

type ReadResult = Result<CardHolder, ReadFailure>;
interface Step {
  readonly result: ReadResult;
  readonly next: Next;
}
type Ask = Line['ask'];

const hex = (...bytes: number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');

const failed = (code: ReadFailure['code'], next: Next, detail = ''): Step => ({ result: fail(code, detail), next });

const isAnswer = (reply: Reply): reply is Answer => typeof reply === 'object';

/** The answer when it says to go on; otherwise what it came to. */
async function step(ask: Ask, question: Question): Promise<Answer | Step> {
  let reply = await ask(question);
  if (isAnswer(reply) && statusOf(reply.sw3).next === 'repeat') reply = await ask(question);

  if (reply === 'lost') return failed('reader/disconnected', 'give-up');
  if (reply === 'mute') return failed('reader/out-of-order', 'give-up', 'the reader answers nothing');
  if (reply === 'silent') {
    return failed('reader/unreadable', 'find-again', `${question}: no answer in time`);
  }
  const status = statusOf(reply.sw3);
  if (status.next === 'proceed') return reply;
  if (status.next === 'ask-later') return failed(status.failure, status.next);
  const detail = `${question}: ${status.name} (${hex(reply.sw1, reply.sw2, reply.sw3)})`;
  return failed(status.failure, status.next === 'repeat' ? 'find-again' : status.next, detail);
}

/** Decodes what leaves the border and wipes the rest. The photo is dropped here unless a decoder is licensed. */
async function holderFrom({ data }: Answer, decodePhoto: PhotoDecoder | undefined): Promise<ReadResult> {
  const block = decodeCardBlock(data.subarray(TEXT_AT, TEXT_AT + TEXT_BYTES));
  const compressed =
    decodePhoto && block.ok ? data.slice(TEXT_AT + TEXT_BYTES, TEXT_AT + TEXT_BYTES + PHOTO_BYTES) : undefined;
  data.fill(0);
  const photo = compressed && (await decodePhoto?.(compressed));
  if (block.ok) return ok({ ...toCardHolder(block.value), ...(photo ? { photo } : {}) });
  const unsupported = block.failure.refused === 'type-letter';
  return fail(unsupported ? 'reader/unsupported-card' : 'reader/invalid-card', describeRefusal(block.failure));
}

/**
 * One XOR byte lets one heavy damage in 256 through, and a serial line has no other check: there the card is read twice
 * and taken only when both answers are the same (devices.md 1.1).
 */
async function readOnceMore(ask: Ask, first: Answer): Promise<Step | undefined> {
  const second = await step(ask, 'read-text-photo');
  if ('next' in second) {
    first.data.fill(0);
    return second;
  }
  const isSame = Buffer.compare(first.data, second.data) === 0;
  second.data.fill(0);
  if (isSame) return undefined;
  first.data.fill(0);
  return failed('reader/unreadable', 'give-up', 'two readings of one card differ: noise on the line');
}

async function findSelectRead(ask: Ask, { twice, decodePhoto }: ReadOptions): Promise<Step> {
  const found = await step(ask, 'find');
  if ('next' in found) return found;
  const selected = await step(ask, 'select');
  if ('next' in selected) return selected;
  const read = await step(ask, 'read-text-photo');
  if ('next' in read) return read;
  const doubt = twice ? await readOnceMore(ask, read) : undefined;
  if (doubt) return doubt;
  return { result: await holderFrom(read, decodePhoto), next: 'give-up' };
}

/** A module that lets a card be read again without a new find answers so while the card lies there (devices.md 1.7). */
export async function probePresence(ask: Ask): Promise<Presence> {
  const reply = await ask('read-text-photo');
  if (!isAnswer(reply)) return 'unknown';
  reply.data.fill(0);
  if (reply.sw3 === OK) return 'lies';
  return GONE.includes(reply.sw3) ? 'lifted' : 'unknown';
}

/** Reads a new card if one lies there, trying again as the status table says (devices.md 1.3, last column). */
export async function readCard(ask: Ask, options: ReadOptions): Promise<ReadResult> {
  let earlier: ReadResult | undefined;
  let wasReset = false;
  for (let attempt = 1; ; attempt++) {
    const { result, next } = await findSelectRead(ask, options);
    // No new card in a later attempt: it was lifted, and what went wrong before is the news.
    if (next === 'ask-later') return earlier ?? result;
    const again = next === 'find-again' || (next === 'reset' && !wasReset);
    if (!again || attempt === ATTEMPTS) return result;
    if (next === 'reset') {
      wasReset = true;
      await ask('reset'); // whatever it answers, the next find tells
    }
    earlier = result;
  }
}
