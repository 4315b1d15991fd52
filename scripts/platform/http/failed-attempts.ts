import { Refusal } from './problem.ts';

const WINDOW_MS = 10 * 60_000;
/** Codes are typed by hand: so many slips of the finger are forgiven (reliability.md 7.11). */
const MOST = 5;

/**
 * Who guesses codes is made to wait. Counted for the address and the station that is asked for: stations behind one line do
 * not lock each other out. In memory: a restart forgives, and that is no harm.
 */
export function failedAttempts(now: () => Date) {
  const attempts = new Map<string, { since: number; count: number }>();
  const forget = () => {
    for (const [who, { since }] of attempts) if (now().getTime() - since >= WINDOW_MS) attempts.delete(who);
  };
  return {
    /** Counted before the work, so that a thousand at once are not all let through; what succeeds is taken off again. */
    guard: async <T>(who: string, work: () => Promise<T>): Promise<T> => {
      forget();
      const entry = attempts.get(who) ?? { since: now().getTime(), count: 0 };
      if (entry.count >= MOST) {
        const left = Math.ceil((entry.since + WINDOW_MS - now().getTime()) / 1000);
        throw new Refusal('too-many', 'too many failed attempts', left);
      }
      entry.count += 1;
      attempts.set(who, entry);
      const answer = await work();
      entry.count -= 1;
      return answer;
    },
  };
}
