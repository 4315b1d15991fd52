import { fail } from '../../../shared/failure.ts';
import type { Clock } from '../../platform/clock.ts';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import type { HidPort } from '../hid-port.ts';
import type { CardReader, ReaderState } from './contract.ts';
import type { Framing } from './framings.ts';
import { keepOpen } from './keep-open.ts';
import { openLine, type Line } from './line.ts';
import { readCard } from './read-card.ts';

/** Between two finds (devices.md 1.7): callers may ask as often as they like. */
export const FIND_GAP_MS = 300;

/** `open` gives `undefined` while the reader is absent; it is asked again until the reader is there. */
export function createCardReader(
  open: () => Promise<HidPort | undefined>,
  { framing, clock }: { readonly framing: Framing; readonly clock: Clock },
): CardReader {
  const inTurn = oneAtATime(); // the reader attends to one question at a time
  const listeners: ((state: ReaderState) => void)[] = [];
  let state: ReaderState = 'absent';
  let line: Line | undefined;
  let foundAt = -Infinity;

  const turn = (next: ReaderState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  };

  const kept = keepOpen(
    open,
    (port) => openLine(port, framing, clock),
    (now) => {
      line = now;
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

  return {
    read: () =>
      inTurn(async () => {
        await kept.tried;
        const current = line;
        if (!current) return fail('reader/disconnected');
        const result = await readCard(pacedAsk(current));
        if (line === current)
          turn(!result.ok && result.failure.code === 'reader/out-of-order' ? 'out-of-order' : 'ready');
        return result;
      }),
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    close: () => kept.close(),
  };
}
