import type { InsertedCard, SlotPort } from './contract.ts';
import { lossOfWire } from '../wires/wire.ts';

/**
 * Clients whose service went away. Their finalizer throws where nobody can catch it (pcsc-mini 0.1.3): they are never let
 * go, a few hundred bytes for each restart of the service.
 */
const dead: unknown[] = [];

/** PC/SC through the system's pcscd, with whatever CCID readers it has. The package is optional. */
export async function openPcscSlots(): Promise<SlotPort | undefined> {
  const pcsc = await import('pcsc-mini').catch(() => undefined);
  if (!pcsc) return undefined;
  const { lose, onLost } = lossOfWire();
  const { CardDisposition, CardMode, ReaderStatus } = pcsc;
  let tellCard: (card: InsertedCard, isIn: boolean) => void = () => undefined;
  let tellSlots: (count: number) => void = () => undefined;
  let slots = 0;

  const client = new pcsc.Client();
  client.on('error', () => {
    dead.push(client);
    lose();
  });
  client.on('reader', (reader) => {
    slots += 1;
    tellSlots(slots);
    let inside: InsertedCard | undefined;
    reader.on('change', (status) => {
      const isNow = status.has(ReaderStatus.PRESENT) && !status.has(ReaderStatus.MUTE);
      if (isNow === (inside !== undefined)) return;
      if (inside) tellCard(inside, false);
      inside = isNow ? cardIn() : undefined;
      if (inside) tellCard(inside, true);
    });
    reader.on('disconnect', () => {
      slots -= 1;
      tellSlots(slots);
      if (inside) tellCard(inside, false);
      inside = undefined;
    });

    function cardIn(): InsertedCard {
      let connected: ReturnType<typeof reader.connect> | undefined;
      let running: Promise<unknown> = Promise.resolve();
      let isReleased = false;
      return {
        transmit: async (command) => {
          if (isReleased) throw new Error('the card was released');
          const card = (connected ??= reader.connect(CardMode.SHARED));
          const answer = card.then((open) => open.transmit(command));
          running = answer.catch(() => undefined);
          return new Uint8Array(await answer);
        },
        // A card is let go only between two answers; one that is not let go is one connection fewer for ever.
        release: async () => {
          isReleased = true;
          await running;
          const card = await connected?.catch(() => undefined);
          await card?.disconnect(CardDisposition.LEAVE);
        },
      };
    }
  });
  try {
    client.start();
  } catch {
    return undefined; // no service
  }

  return {
    onCard: (listener) => void (tellCard = listener),
    onSlots: (listener) => {
      tellSlots = listener;
      listener(slots);
    },
    onLost,
    close: async () => {
      lose();
      try {
        client.stop();
      } catch {
        // the service is away: there is nothing left to stop
      }
    },
  };
}
