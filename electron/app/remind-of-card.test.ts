import { expect, test } from 'vitest';
import { createCardReader } from '../devices/card-reader/driver.ts';
import { simulatedCards } from '../devices/card-reader/simulated-cards.ts';
import { simulateCardReader } from '../devices/card-reader/simulator.ts';
import { manualClock } from '../platform/manual-clock.ts';
import { readAnyCard } from './read-any-card.ts';
import { remindOfCard } from './remind-of-card.ts';

async function withCardRead({ readsAgain }: { readsAgain: boolean }) {
  const clock = manualClock('2026-11-21T09:00:00+08:00');
  const { open, bench } = simulateCardReader({ framing: 'count', clock });
  const reader = readAnyCard([createCardReader(open, { framing: 'count', readsAgain, clock })]);
  const tones: number[] = [];
  const shown: string[] = [];
  const logged: string[] = [];
  let readAt = 0;
  const second = () => Math.round((clock.monotonic() - readAt) / 1000);
  const reminder = remindOfCard({
    reader,
    clock,
    log: (name) => logged.push(name),
    onChange: () => shown.push(`${reminder.left()} at ${second()}`),
    onTone: () => tones.push(second()),
    onDefect: (defect) => {
      throw defect;
    },
  });
  const pass = async (seconds: number) => {
    for (let passed = 0; passed < seconds * 1000; passed += 50) await clock.advance(50);
  };
  const read = async () => {
    const reading = { on: true };
    void reminder.read().then(() => (reading.on = false));
    while (reading.on) await clock.advance(10);
    readAt = clock.monotonic();
  };
  bench.layCard(simulatedCards.ordinary);
  await read();
  return { bench, reminder, read, pass, tones, shown, logged };
}

test('a card that stays on the reader is asked for by sight at once, and ever more by sound', async () => {
  const { bench, reminder, pass, tones, shown, logged } = await withCardRead({ readsAgain: true });
  await pass(1);
  expect(shown).toEqual(['lies at 0']);
  expect(tones).toEqual([]);
  await pass(34);
  expect(tones).toEqual([10, 20, 22, 30, 31, 33]);
  expect(logged).toEqual(['card.left']);
  bench.liftCard();
  await pass(1);
  expect(reminder.left()).toBe('lifted');
});

test('a card that is taken in time makes no sound', async () => {
  const { bench, pass, tones, shown } = await withCardRead({ readsAgain: true });
  await pass(9);
  bench.liftCard();
  await pass(60);
  expect([tones, shown.length, shown[1]]).toEqual([[], 2, 'lifted at 9']);
});

test('where the module cannot say, the sentence stands for half a minute, and nothing sounds', async () => {
  const { pass, tones, shown } = await withCardRead({ readsAgain: false });
  await pass(60);
  expect([tones, shown]).toEqual([[], ['perhaps at 0', 'none at 30']]);
});

test('a reader that is pulled out in the meantime leaves the sentence', async () => {
  const { bench, pass, reminder } = await withCardRead({ readsAgain: true });
  await pass(5);
  bench.unplug();
  await pass(2);
  expect(reminder.left()).toBe('perhaps');
  await pass(31);
  expect(reminder.left()).toBe('none');
});

test('the next card begins anew', async () => {
  const { bench, read, pass, tones } = await withCardRead({ readsAgain: true });
  await pass(25);
  bench.layCard(simulatedCards.longTerm);
  await pass(1);
  await read();
  tones.length = 0;
  await pass(12);
  expect(tones).toEqual([10]);
});
