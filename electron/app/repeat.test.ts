import { expect, test } from 'vitest';
import { manualClock } from '../platform/manual-clock.ts';
import { repeat } from './repeat.ts';

function working(answer: (turn: number) => number | Promise<number>) {
  const clock = manualClock('2026-11-21T02:26:00Z');
  const turns: number[] = [];
  const defects: unknown[] = [];
  const loop = repeat(
    clock,
    async () => {
      turns.push(clock.monotonic());
      return answer(turns.length);
    },
    (defect) => void defects.push(defect),
  );
  return { clock, turns, defects, loop };
}

test('again after as long as the work itself says', async () => {
  const { clock, turns, loop } = working((turn) => turn * 1_000);
  await clock.advance(3_500);
  expect(turns).toEqual([0, 1_000, 3_000]);
  await loop.close();
});

test('a kick ends the waiting; one in the middle of the work leads to one more turn', async () => {
  let finish: ((wait: number) => void) | undefined;
  const { clock, turns, loop } = working((turn) => (turn === 2 ? new Promise((done) => (finish = done)) : 60_000));
  await clock.advance(10);
  loop.kick();
  await clock.advance(0);
  expect(turns).toEqual([0, 10]);
  loop.kick();
  loop.kick();
  finish!(60_000);
  await clock.advance(0);
  expect(turns).toEqual([0, 10, 10]);
  await clock.advance(60_000);
  expect(turns).toHaveLength(4);
  await loop.close();
});

test('a defect is told, and half a minute later the work goes on', async () => {
  const { clock, turns, defects, loop } = working((turn) => {
    if (turn === 1) throw new Error('once');
    return 1_000;
  });
  await clock.advance(29_999);
  expect([turns.length, defects.length]).toEqual([1, 1]);
  await clock.advance(1);
  expect(turns).toHaveLength(2);
  await loop.close();
});

test('closing waits for the work in hand and begins no other', async () => {
  let finish: ((wait: number) => void) | undefined;
  const { clock, turns, loop } = working(() => new Promise((done) => (finish = done)));
  await clock.advance(0);
  let isClosed = false;
  const closing = loop.close().then(() => (isClosed = true));
  await clock.advance(0);
  expect(isClosed).toBe(false);
  finish!(0);
  await closing;
  await clock.advance(60_000);
  expect(turns).toHaveLength(1);
});
