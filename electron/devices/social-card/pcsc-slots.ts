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
  let tellCard: (card: InsertedCard | undefined) => void = () => undefined;
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
    let isIn = false;
    reader.on('change', (status) => {
      const isNow = status.has(ReaderStatus.PRESENT) && !status.has(ReaderStatus.MUTE);
      if (isNow === isIn) return;
      isIn = isNow;
      tellCard(isNow ? cardIn() : undefined);
    });
    reader.on('disconnect', () => {
      slots -= 1;
      tellSlots(slots);
      if (isIn) tellCard(undefined);
    });

    function cardIn(): InsertedCard {
      let connected: ReturnType<typeof reader.connect> | undefined;
      return {
        transmit: async (command) => {
          connected ??= reader.connect(CardMode.SHARED);
          return new Uint8Array(await (await connected).transmit(command));
        },
        release: async () => {
          const card = await connected;
          connected = undefined;
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
