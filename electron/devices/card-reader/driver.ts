import { fail } from '../../../shared/failure.ts';
import type { Clock } from '../../platform/clock.ts';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import { keepOpen } from '../wires/keep-open.ts';
import type { OpenWire } from '../wires/wire.ts';
import type { CardReader, Presence, ReaderState } from './contract.ts';
import type { Framing } from './framings.ts';
import { openLine, type Line } from './line.ts';
import type { PhotoDecoder } from './photo-decoder.ts';
import { samIdOf } from './sam-id.ts';
import { probePresence, readCard } from './read-card.ts';

/** Between two finds (devices.md 1.7): callers may ask as often as they like. */
export const FIND_GAP_MS = 300;

/** One reader's row of the configuration: what differs between makers. */
export interface ReaderRow {
  readonly framing: Framing;
  /** Of a serial line; slower ones are waited for longer. */
  readonly baudRate?: number;
  /** The module lets a card be read again without a new find: then "lifted" is known, and a serial line is read twice. */
  readonly readsAgain: boolean;
}

export function createCardReader(
  open: OpenWire,
  {
    framing,
    baudRate,
    readsAgain,
    clock,
    decodePhoto,
  }: ReaderRow & { readonly clock: Clock; readonly decodePhoto?: PhotoDecoder | undefined },
): CardReader {
  const inTurn = oneAtATime(); // the reader attends to one question at a time
  const listeners: ((state: ReaderState) => void)[] = [];
  let state: ReaderState = 'absent';
  let line: Line | undefined;
  let foundAt = -Infinity;
  // A find would make the module forget the card that it could still be asked about.
  let mayProbe = false;

  const turn = (next: ReaderState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  };

  const kept = keepOpen(
    open,
    (wire) => openLine(wire, { framing, baudRate }, clock),
    (now) => {
      line = now;
      mayProbe = false;
      turn(now ? 'ready' : 'absent');
    },
    clock,
  );

  const pacedAsk =
    (current: Line): Line['ask'] =>
    async (question) => {
      if (question === 'find') {
        const missing = foundAt + FIND_GAP_MS - clock.monotonic();
        if (missing > 0) await clock.sleep(missing);
        foundAt = clock.monotonic();
      }
      return current.ask(question);
    };

  const probe = async (): Promise<Presence> => {
    if (!mayProbe || !line) return 'unknown';
    const presence = await probePresence(line.ask);
    mayProbe = presence === 'lies';
    return presence;
  };

  return {
    read: () =>
      inTurn(async () => {
        await kept.tried;
        const current = line;
        if (!current) return fail('reader/disconnected');
        if ((await probe()) === 'lies') return fail('reader/no-card', 'the card that was read has not been lifted');
        const result = await readCard(pacedAsk(current), { twice: framing === 'stream' && readsAgain, decodePhoto });
        mayProbe = result.ok && readsAgain;
        if (line === current)
          turn(!result.ok && result.failure.code === 'reader/out-of-order' ? 'out-of-order' : 'ready');
        return result;
      }),
    presence: () => inTurn(probe),
    about: () =>
      inTurn(async () => {
        const reply = await line?.ask('sam-id');
        const id = typeof reply === 'object' ? samIdOf(reply.data) : undefined;
        return id === undefined ? [] : [id];
      }),
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    close: () => kept.close(),
  };
}
