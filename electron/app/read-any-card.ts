import type { CardReader } from '../devices/card-reader/contract.ts';

/** No card there, or no reader: the next reader may have one. */
const NOTHING: readonly string[] = ['reader/no-card', 'reader/disconnected'];

/** One reader of several: an ID card on the pad, a social-security card in the slot, whichever comes first. */
export function readAnyCard(readers: readonly [CardReader, ...CardReader[]]): CardReader {
  let last = readers[0];
  const state = () => (readers.some((reader) => reader.state() === 'ready') ? 'ready' : readers[0].state());
  return {
    read: async () => {
      let nothing = await readers[0].read();
      last = readers[0];
      for (const reader of readers.slice(1)) {
        if (nothing.ok || !NOTHING.includes(nothing.failure.code)) return nothing;
        const read = await reader.read();
        if (read.ok || read.failure.code !== 'reader/disconnected') nothing = read;
        last = reader;
      }
      return nothing;
    },
    presence: () => last.presence(),
    about: () => last.about(),
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
