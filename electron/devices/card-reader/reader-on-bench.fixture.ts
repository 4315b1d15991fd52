import { expect } from 'vitest';
import { manualClock, type ManualClock } from '../../platform/manual-clock.ts';
import { ok } from '../../../shared/result.ts';
import type { Wire } from '../wires/wire.ts';
import { createCardReader } from './driver.ts';
import type { Framing } from './framings.ts';
import { simulateCardReader } from './simulator.ts';
import { toCardHolder, type Card } from './text-block.ts';

/** What a read of this card comes to. */
export const lies = (card: Card) => ok(toCardHolder({ card, remarks: [] }));

const asItIs = (port: Wire) => port;

interface Bench {
  framing?: Framing;
  spy?: typeof asItIs;
  absent?: boolean;
  readsAgain?: boolean;
}

/** The driver over a simulated wire, on a clock that the test moves. */
export function readerOnBench({ framing = 'bare', spy = asItIs, absent = false, readsAgain = false }: Bench = {}) {
  const clock = manualClock('2026-11-21T09:00:00Z');
  const { open, bench } = simulateCardReader({ framing, clock });
  if (absent) bench.unplug();
  const reader = createCardReader(async () => open().then((port) => port && spy(port)), { framing, readsAgain, clock });
  const states: string[] = [];
  reader.onState((state) => states.push(state));
  return { bench, clock, reader, states, read: () => inTime(clock, reader.read()) };
}

/** Lets time pass until it is settled. */
export async function inTime<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  const pending = { yes: true };
  void promise.then(() => (pending.yes = false));
  for (let passed = 0; pending.yes && passed < 60_000; passed += 10) await clock.advance(10);
  expect(pending.yes).toBe(false);
  return promise;
}
