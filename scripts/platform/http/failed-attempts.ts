import { Refusal } from './problem.ts';

const WINDOW_MS = 10 * 60_000;
const MOST = 20;

export interface FailedAttempts {
  /** Refuses whoever has failed too often lately, before anything is looked at. */
  check(address: string): void;
  count(address: string): void;
}

/** Who guesses codes or proofs is made to wait. Kept in memory: a restart forgives, and that is no harm. */
export function failedAttempts(now: () => Date): FailedAttempts {
  const failures = new Map<string, { since: number; count: number }>();
  const lately = (address: string) => {
    const entry = failures.get(address);
    if (entry && now().getTime() - entry.since < WINDOW_MS) return entry;
    failures.delete(address);
    return undefined;
  };
  return {
    check: (address) => {
      const entry = lately(address);
      if (!entry || entry.count < MOST) return;
      const left = Math.ceil((entry.since + WINDOW_MS - now().getTime()) / 1000);
      throw new Refusal('too-many', 'too many failed attempts', left);
    },
    count: (address) => {
      for (const known of failures.keys()) lately(known);
      const entry = lately(address);
      failures.set(address, { since: entry?.since ?? now().getTime(), count: (entry?.count ?? 0) + 1 });
    },
  };
}
