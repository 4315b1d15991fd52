import type { PersonCodeAnswer } from '../../../shared/platform-api.ts';

/** 电子社保卡 codes change after a short time; how short is the ministry's affair, this is ours for trials. */
export const CODE_LIFE_MS = 120_000;
const MOST_KEPT = 1_000;

interface Issued {
  readonly name: string;
  readonly number: string;
  readonly at: number;
  readonly isUsed: boolean;
}

/**
 * Stands in for the ministry's verification of 电子社保卡 codes, whose interface is not public (devices.md 7): codes of
 * invented people, each good once and for two minutes. In memory: a code is worth nothing after a restart anyway.
 */
export function personCodes(now: () => Date) {
  const issued = new Map<string, Issued>();
  return {
    issue: (code: string, person: { readonly name: string; readonly number: string }) => {
      if (issued.size >= MOST_KEPT) issued.delete(issued.keys().next().value!);
      issued.set(code, { ...person, at: now().getTime(), isUsed: false });
    },
    verify: (code: string): PersonCodeAnswer => {
      const found = issued.get(code);
      if (!found) return { state: 'unknown' };
      if (found.isUsed) return { state: 'used' };
      if (now().getTime() - found.at > CODE_LIFE_MS) return { state: 'expired' };
      issued.set(code, { ...found, isUsed: true });
      return { state: 'person', name: found.name, number: found.number };
    },
  };
}
