import type { CardHolder } from '../../../shared/domain/resident.ts';
import { fail } from '../../../shared/failure.ts';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { checkIdNumber, dashedDay, isCompactDay } from '../../../shared/rules/id-number.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CardReader, ReaderState, ReadFailure } from '../card-reader/contract.ts';
import type { InsertedCard, SlotPort } from './contract.ts';
import { readSocialCard, type SocialCard, type SocialCardFailure } from './read-social-card.ts';

/** Between two tries to reach PC/SC when its service is away. */
export const REOPEN_MS = 1_000;
/** Ten records at 9,600 baud take two seconds; a card that is silent for so long is not coming back. */
export const READ_TIMEOUT_MS = 8_000;

/** `undefined` while there is no PC/SC service, or no package for it. */
export type OpenSlots = () => Promise<SlotPort | undefined>;

/** Social-security cards in a contact slot, met like any other card reader. */
export function createSocialCardReader(open: OpenSlots, { clock }: { readonly clock: Clock }): CardReader {
  const inTurn = oneAtATime();
  const closing = new AbortController();
  const listeners: ((state: ReaderState) => void)[] = [];
  let state: ReaderState = 'absent';
  /** In whatever slots: combined readers have several, and one may hold a security module. */
  const inside = new Set<InsertedCard>();
  // Each card is read once; it must come out before it is read again, as on the other reader.
  let unread: InsertedCard[] = [];
  let lastRead: InsertedCard | undefined;
  let port: SlotPort | undefined;

  const turn = (next: ReaderState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  };

  const closed = new Promise<void>((resolve) => closing.signal.addEventListener('abort', () => resolve()));

  async function stayOpen() {
    while (!closing.signal.aborted) {
      port = await open();
      if (port) {
        const lost = new Promise<void>((resolve) => port?.onLost(resolve));
        port.onSlots((count) => turn(count > 0 ? 'ready' : 'absent'));
        port.onCard((card, isIn) => {
          if (isIn) {
            inside.add(card);
            unread.push(card);
          } else inside.delete(card);
        });
        await Promise.race([lost, closed]);
        inside.clear();
        turn('absent');
        await port.close();
      }
      await clock.sleep(REOPEN_MS, closing.signal);
    }
  }
  const running = stayOpen();

  async function readInserted(card: InsertedCard): Promise<Result<CardHolder, ReadFailure>> {
    const timeout = new AbortController();
    const late = clock.sleep(READ_TIMEOUT_MS, timeout.signal).then(() => 'late' as const);
    const read = await Promise.race([readSocialCard(card.transmit).catch(() => 'gone' as const), late]);
    timeout.abort();
    // Not waited for: a card that is mute lets go only when its time is over; one that is gone cannot be released.
    void card.release().catch(() => undefined);
    if (read === 'gone') return fail('reader/moved', 'the card was taken out');
    if (read === 'late') return fail('reader/unreadable', 'no answer in time');
    return read.ok ? holderFrom(read.value) : refused(read.failure);
  }

  return {
    read: () =>
      inTurn(async () => {
        if (state === 'absent') return fail('reader/disconnected');
        unread = unread.filter((card) => inside.has(card));
        const card = unread.pop();
        if (!card) return fail('reader/no-card');
        const read = await readInserted(card);
        if (read.ok) lastRead = card;
        return read;
      }),
    presence: async () => (lastRead === undefined ? 'unknown' : inside.has(lastRead) ? 'lies' : 'lifted'),
    about: async () => [],
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    close: async () => {
      closing.abort();
      await running;
    },
  };
}

function holderFrom({ name, number, validTo }: SocialCard): Result<CardHolder, ReadFailure> {
  if (name === '') return fail('reader/invalid-card', 'name');
  // The number is a citizen's here: others' cards carry other documents' numbers, which the other reader reads.
  const fault = checkIdNumber(number);
  if (fault) return fail('reader/invalid-card', fault);
  return ok({ name, number, validTo: isCompactDay(validTo) ? dashedDay(validTo) : null, remarks: [] });
}

function refused(failure: SocialCardFailure) {
  switch (failure.is) {
    case 'other-card':
      return fail('reader/unsupported-card', 'no social-security environment');
    case 'needs-authorisation':
      return fail('reader/needs-authorisation', `version ${failure.open.specVersion}`);
    case 'blocked':
      return fail('reader/card-blocked');
    case 'unreadable':
      return fail('reader/unreadable', failure.detail);
    case 'malformed':
      return fail('reader/invalid-card', failure.field);
  }
}
