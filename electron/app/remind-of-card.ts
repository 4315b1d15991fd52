import type { LeftCard } from '../../shared/ipc.ts';
import type { CardReader } from '../devices/card-reader/contract.ts';
import type { AnyCardReader } from './read-any-card.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';

const PROBE_MS = 500;
/** Where nobody can say whether the card still lies there, 请收好身份证 stands so long. */
const SENTENCE_MS = 30_000;
/** Seconds after the read, and how often the tone sounds then. */
const TONES: Readonly<Record<number, number>> = { 10: 1, 20: 2, 30: 3, 60: 3, 120: 3, 300: 3 };
const BETWEEN_TONES_MS = 1_200;
const FORGOTTEN_SECONDS = 30;

export interface CardReminder extends Pick<CardReader, 'read'> {
  /** What lies there is nobody's: read into nothing. Whether there was a card, which is then asked for too. */
  clear(): Promise<boolean>;
  left(): LeftCard;
  close(): void;
}

export interface ReminderParts {
  readonly reader: Pick<AnyCardReader, 'read' | 'clear' | 'presence'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
  readonly onTone: () => void;
  readonly onDefect: (defect: unknown) => void;
}

/** Reads like the reader, and after every card asks for it to be taken: by sight at once, by sound after 10, 20 and 30 s. */
export function remindOfCard({ reader, clock, log, onChange, onTone, onDefect }: ReminderParts): CardReminder {
  let left: LeftCard = 'none';
  let watching = new AbortController();

  const show = (now: LeftCard) => {
    if (left === now) return;
    left = now;
    onChange();
  };

  const sound = async (times: number, signal: AbortSignal) => {
    for (let n = 0; n < times && !signal.aborted; n++) {
      if (n > 0) await clock.sleep(BETWEEN_TONES_MS, signal);
      if (left === 'lies') onTone();
    }
  };

  const watch = async (signal: AbortSignal) => {
    const began = clock.monotonic();
    const isOver = () => signal.aborted;
    let second = 0;
    for (;;) {
      const presence = await reader.presence();
      if (isOver()) return;
      if (presence === 'lifted') {
        show('lifted');
        return;
      }
      if (presence === 'unknown') {
        show('perhaps');
        await clock.sleep(SENTENCE_MS, signal);
        if (!isOver()) show('none');
        return;
      }
      show('lies');
      const seconds = Math.floor((clock.monotonic() - began) / 1000);
      while (second < seconds) {
        second += 1;
        if (second === FORGOTTEN_SECONDS) log('card.left', { seconds: second });
        void sound(TONES[second] ?? 0, signal).catch(onDefect);
      }
      await clock.sleep(PROBE_MS, signal);
    }
  };

  const ask = () => {
    watching.abort();
    watching = new AbortController();
    void watch(watching.signal).catch(onDefect);
  };

  return {
    read: async () => {
      const read = await reader.read();
      if (read.ok) ask();
      return read;
    },
    clear: async () => {
      const had = await reader.clear();
      if (had) ask();
      return had;
    },
    left: () => left,
    close: () => watching.abort(),
  };
}
