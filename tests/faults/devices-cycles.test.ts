import { expect, test } from 'vitest';
import { createCardReader } from '../../electron/devices/card-reader/driver.ts';
import type { Framing } from '../../electron/devices/card-reader/framings.ts';
import { inventCard } from '../../electron/devices/card-reader/invented-people.ts';
import { simulateCardReader, type CardReaderBench } from '../../electron/devices/card-reader/simulator.ts';
import { toCardHolder } from '../../electron/devices/card-reader/text-block.ts';
import { manualClock } from '../../electron/platform/manual-clock.ts';
import { isLong, say, seed, seeded } from './random.ts';

// A card is laid, read and lifted, again and again, while everything goes wrong that can: the right person each time or a
// named failure, and never the one before.
const CYCLES = isLong ? 10_000 : 1_000;
const PATIENCE_MS = 20_000;
const RECOVERY_MS = 3_000;
const STALL_MS = 3_000;

const named = [
  'reader/disconnected',
  'reader/no-card',
  'reader/unreadable',
  'reader/moved',
  'reader/unsupported-card',
  'reader/invalid-card',
  'reader/out-of-order',
];
const steps = ['find', 'select', 'read-text-photo'] as const;
const refusals = [0x10, 0x11, 0x21, 0x24, 0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x80, 0x81, 0x99];

test.each<Framing>(['count', 'usb-split', 'stream'])('over %s', async (framing) => {
  const random = seeded(seed + framing.length);
  const clock = manualClock('2026-11-21T09:00:00Z');
  const { open, bench } = simulateCardReader({ framing, clock, random: random.next });
  const reader = createCardReader(open, { framing, readsAgain: framing === 'stream', clock });
  const step = () => steps[random.below(steps.length)]!;
  let pluggedInAt: number | undefined;
  const sinceReplug = () => (pluggedInAt === undefined ? 0 : clock.monotonic() - pluggedInAt);

  const trouble: Record<string, (bench: CardReaderBench) => void> = {
    none: () => undefined,
    damage: (hands) => hands.damageNextReply(step()),
    delay: (hands) => hands.delayNextReply(step()),
    garble: (hands) => hands.garbleNextReply(),
    half: (hands) => hands.halveNextReply(step()),
    refusal: (hands) => hands.refuseNext(refusals[random.below(refusals.length)]!, step()),
    stall: (hands) => {
      hands.setAnswerDelay(STALL_MS);
      void clock.sleep(random.below(6_000)).then(() => hands.setAnswerDelay(20));
    },
    pull: (hands) => {
      void clock.sleep(random.below(300)).then(async () => {
        hands.unplug();
        await clock.sleep(200 + random.below(3_000));
        hands.replug();
        pluggedInAt = clock.monotonic();
      });
    },
  };
  const kinds = Object.keys(trouble);

  const read = async () => {
    const pending = { yes: true };
    const reading = reader.read().finally(() => (pending.yes = false));
    while (pending.yes) await clock.advance(10);
    return reading;
  };

  const counts = { read: 0, failed: 0, unread: 0 };
  let slowest = 0;
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const card = inventCard(random.next);
    const holder = toCardHolder({ card, remarks: [] });
    pluggedInAt = undefined;
    const kind = kinds[random.below(kinds.length)]!;
    trouble[kind]!(bench);
    bench.layCard(card);
    const began = clock.monotonic();
    let isRead = false;
    while (!isRead && clock.monotonic() - began < PATIENCE_MS) {
      const result = await read();
      if (result.ok) {
        expect(result.value).toEqual(holder);
        isRead = true;
        slowest = Math.max(slowest, sinceReplug());
      } else {
        expect(named).toContain(result.failure.code);
        if (result.failure.code !== 'reader/no-card') counts.failed += 1;
        // Some troubles end the reading of this laying: then the person lifts the card and lays it again.
        if (result.failure.code === 'reader/no-card' && clock.monotonic() - began > 8_000) {
          bench.liftCard();
          await clock.advance(500);
          bench.layCard(card);
        }
        await clock.advance(200);
      }
    }
    counts[isRead ? 'read' : 'unread'] += 1;
    bench.liftCard();
    bench.setAnswerDelay(20);
    bench.replug();
    await clock.advance(4_000);
    for (let look = 0; look < 2; look++) expect((await read()).ok).toBe(false);
  }
  say(`${framing}: ${CYCLES} cycles, ${counts.read} read, ${counts.unread} given up, ${counts.failed} named failures,
          read again at most ${Math.round(slowest)} ms after a replug`);
  expect(counts.unread).toBe(0);
  expect(slowest).toBeLessThanOrEqual(RECOVERY_MS);
});
