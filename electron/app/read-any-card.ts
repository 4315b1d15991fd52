import type { CardReader } from '../devices/card-reader/contract.ts';

export interface AnyCardReader extends CardReader {
  /** Reads whatever lies on any of them into nothing; whether there was a card. */
  clear(): Promise<boolean>;
}

/** No card there, or no reader: the least that can be said. */
const NOTHING: readonly string[] = ['reader/no-card', 'reader/disconnected'];

/** One reader of several: an ID card on the pad, a social-security card in the slot, whichever comes first. */
export function readAnyCard(readers: readonly [CardReader, ...CardReader[]]): AnyCardReader {
  /** The one that the card came from which was read last. */
  let source = readers[0];
  const state = () => (readers.some((reader) => reader.state() === 'ready') ? 'ready' : readers[0].state());
  return {
    read: async () => {
      let refusal = await readers[0].read();
      if (refusal.ok) source = readers[0];
      // A reader that is broken, or has a card that it cannot read, must not hide the card in the other one.
      for (const reader of readers.slice(1)) {
        if (refusal.ok) return refusal;
        const read = await reader.read();
        if (read.ok) source = reader;
        const saysMore =
          read.ok || (NOTHING.includes(refusal.failure.code) && read.failure.code !== 'reader/disconnected');
        if (saysMore) refusal = read;
      }
      return refusal;
    },
    clear: async () => {
      let had = false;
      for (const reader of readers) {
        const read = await reader.read();
        if (read.ok) read.value.photo?.fill(0);
        had ||= read.ok;
      }
      return had;
    },
    presence: () => source.presence(),
    about: () => readers[0].about(),
    state,
    onState: (listener) => {
      let told = state();
      for (const reader of readers) {
        reader.onState(() => {
          if (state() === told) return;
          told = state();
          listener(told);
        });
      }
    },
    close: async () => {
      await Promise.all(readers.map((reader) => reader.close()));
    },
  };
}
