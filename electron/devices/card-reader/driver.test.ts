import { expect, test } from 'vitest';
import { fail } from '../../../shared/failure.ts';
import { manualClock } from '../../platform/manual-clock.ts';
import type { Wire } from '../wires/wire.ts';
import { createCardReader } from './driver.ts';
import { framings, type Framing } from './framings.ts';
import { simulatedCards } from './simulated-cards.ts';
import { inTime, lies, readerOnBench } from './reader-on-bench.fixture.ts';
import { simulateCardReader } from './simulator.ts';

const { ordinary: zhang, rareCharacters: li, expired, longTerm } = simulatedCards;
const noCard = fail('reader/no-card');

test.each(Object.keys(framings) as Framing[])('reads the card that lies on it, framed as %s', async (framing) => {
  const { bench, read } = readerOnBench({ framing });
  bench.layCard(li);
  expect(await read()).toEqual(lies(li));
});

test('says that no card is there', async () => {
  const { read, states } = readerOnBench();
  expect(await read()).toEqual(noCard);
  expect(states).toEqual(['ready']);
});

test('an expired card is read like any other, and 长期 has no end', async () => {
  const { bench, read } = readerOnBench();
  bench.layCard(expired);
  expect(await read()).toMatchObject({ value: { validTo: '2024-03-01' } });
  bench.layCard(longTerm);
  expect(await read()).toMatchObject({ value: { validTo: null } });
});

test('does not find a card again before it was lifted', async () => {
  const { bench, read } = readerOnBench();
  bench.layCard(zhang);
  expect(await read()).toEqual(lies(zhang));
  expect(await read()).toEqual(noCard);
  bench.liftCard();
  bench.layCard(zhang);
  expect(await read()).toEqual(lies(zhang));
});

test('a damaged reply is never taken for a card; the card is asked for again once it was lifted', async () => {
  const { bench, read } = readerOnBench();
  bench.layCard(zhang);
  bench.damageNextReply();
  expect(await read()).toMatchObject({ failure: { code: 'reader/unreadable' } });
  bench.layCard(zhang);
  expect(await read()).toEqual(lies(zhang));
});

test('recovers by itself from a damaged reply to find or select', async () => {
  const { bench, read } = readerOnBench();
  bench.layCard(zhang);
  bench.damageNextReply('find');
  bench.damageNextReply('select');
  expect(await read()).toEqual(lies(zhang));
});

test('never hands the card of the person before to the next, when its reply comes with the next answer', async () => {
  const { bench, read } = readerOnBench();
  bench.layCard(zhang);
  bench.delayNextReply();
  expect(await read()).toMatchObject({ failure: { code: 'reader/unreadable' } });
  bench.layCard(li);
  expect(await read()).toEqual(lies(li));
});

test.each([600, 900, 2_600, 4_000, 7_000, 11_000])(
  'never hands the card of the person before to the next, when replies take %d ms',
  async (ms) => {
    const { bench, clock, read } = readerOnBench();
    await read();
    bench.layCard(zhang);
    bench.setAnswerDelay(ms);
    expect((await read()).ok).toBe(false);
    bench.layCard(li);
    bench.setAnswerDelay(20);
    const answers = [];
    for (let visit = 0; visit < 12; visit++) {
      answers.push(await read());
      await clock.advance(1_000);
    }
    expect(answers).toContainEqual(lies(li));
    expect(answers).not.toContainEqual(lies(zhang));
  },
);

test('never hands over a card that was asked for by the program before a restart', async () => {
  const clock = manualClock('2026-11-21T09:00:00Z');
  const { open, bench } = simulateCardReader({ framing: 'bare', clock });
  const before = createCardReader(open, { framing: 'bare', readsAgain: false, clock });
  bench.layCard(zhang);
  const asked = before.read();
  await clock.advance(170); // the read is asked, its answer under way
  await before.close();
  expect(await asked).toEqual(fail('reader/disconnected'));
  bench.layCard(li);
  const after = createCardReader(open, { framing: 'bare', readsAgain: false, clock });
  expect(await inTime(clock, after.read())).toEqual(lies(li));
});

test('says that it was unplugged, even in the middle of a question', async () => {
  const { bench, clock, reader, states } = readerOnBench();
  bench.layCard(zhang);
  const asked = reader.read();
  await clock.advance(130);
  bench.unplug();
  expect(await inTime(clock, asked)).toEqual(fail('reader/disconnected'));
  expect(await reader.read()).toEqual(fail('reader/disconnected'));
  expect(reader.state()).toBe('absent');
  expect(states).toEqual(['ready', 'absent']);
});

test('is not taken for present when it is unplugged the moment it was opened', async () => {
  const { bench, read, reader } = readerOnBench();
  bench.unplug();
  expect(await read()).toEqual(fail('reader/disconnected'));
  expect(reader.state()).toBe('absent');
});

test('is back within three seconds of being plugged in again', async () => {
  const { bench, clock, read, reader, states } = readerOnBench();
  await read();
  bench.unplug();
  await clock.advance(60_000);
  bench.replug();
  bench.layCard(zhang);
  await clock.advance(1_000);
  expect(reader.state()).toBe('ready');
  expect(await read()).toEqual(lies(zhang));
  expect(states).toEqual(['ready', 'absent', 'ready']);
});

test('a reader that is absent at the start is taken up when it comes', async () => {
  const { bench, clock, read, reader } = readerOnBench({ absent: true });
  await clock.advance(2_000);
  expect(await read()).toEqual(fail('reader/disconnected'));
  bench.replug();
  await clock.advance(1_000);
  expect(reader.state()).toBe('ready');
  expect(await read()).toEqual(noCard);
});

test('answers two askers in turn', async () => {
  const { bench, clock, reader } = readerOnBench();
  bench.layCard(zhang);
  expect(await inTime(clock, Promise.all([reader.read(), reader.read()]))).toEqual([lies(zhang), noCard]);
});

test('a card that moved is tried three times, then said to have moved', async () => {
  const { bench, read } = readerOnBench();
  bench.layCard(zhang);
  bench.refuseNext(0x41);
  bench.refuseNext(0x41);
  expect(await read()).toEqual(lies(zhang));
  bench.layCard(li);
  for (let attempt = 0; attempt < 3; attempt++) bench.refuseNext(0x41);
  expect(await read()).toEqual(fail('reader/moved', 'read-text-photo: read-failed (00 00 41)'));
});

test('a card lifted between two attempts has moved', async () => {
  const { bench, clock, reader } = readerOnBench();
  bench.layCard(zhang);
  bench.refuseNext(0x41);
  const asked = reader.read();
  await clock.advance(200);
  bench.liftCard();
  expect(await inTime(clock, asked)).toMatchObject({ failure: { code: 'reader/moved' } });
});

test.each([
  [0x33, 'reader/invalid-card', 'ready'],
  [0x40, 'reader/unsupported-card', 'ready'],
  [0x23, 'reader/out-of-order', 'out-of-order'],
  [0x60, 'reader/out-of-order', 'out-of-order'],
  [0x66, 'reader/out-of-order', 'out-of-order'],
])('status %s ends the read at once as %s', async (sw3, code, state) => {
  const { bench, read, reader } = readerOnBench();
  bench.layCard(zhang);
  bench.refuseNext(sw3);
  expect(await read()).toMatchObject({ failure: { code } });
  expect(reader.state()).toBe(state);
  expect(await read()).toEqual(lies(zhang));
  expect(reader.state()).toBe('ready');
});

test.each([0x10, 0x11, 0x21, 0x24, 0x31, 0x32, 0x47, 0x77, 0x81])('status %s once is got over', async (sw3) => {
  const { bench, read } = readerOnBench();
  bench.layCard(zhang);
  bench.refuseNext(sw3);
  expect(await read()).toEqual(lies(zhang));
});

test('a module that failed its self-test is out of order, even at the fence', async () => {
  const { bench, read, reader } = readerOnBench();
  bench.refuseNext(0x60, 'status');
  expect(await read()).toEqual(fail('reader/out-of-order', 'find: self-test-failed (00 00 60)'));
  expect(reader.state()).toBe('out-of-order');
});

test('a reader that answers nothing is out of order until it answers again', async () => {
  const { bench, clock, read, states } = readerOnBench();
  bench.setAnswerDelay(5_000);
  expect(await read()).toEqual(fail('reader/out-of-order', 'the reader answers nothing'));
  bench.setAnswerDelay(20);
  await clock.advance(10_000);
  expect(await read()).toEqual(noCard);
  expect(states).toEqual(['ready', 'out-of-order', 'ready']);
});

test('a malformed card is refused without naming what it says', async () => {
  const { bench, read } = readerOnBench();
  bench.layCard({ ...zhang, birth: '19920732' });
  expect(await read()).toEqual(fail('reader/invalid-card', 'birth-date'));
});

test('nothing of the card stays in the buffers it came in', async () => {
  const seen: Uint8Array[] = [];
  const spy = (port: Wire): Wire => ({
    ...port,
    onBytes: (listener) => {
      port.onBytes((report) => {
        seen.push(report);
        listener(report);
      });
    },
  });
  const { bench, read } = readerOnBench({ spy });
  bench.layCard(zhang);
  expect(await read()).toEqual(lies(zhang));
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.every((report) => report.every((byte) => byte === 0))).toBe(true);
});

test('is quiet once it was closed', async () => {
  const { clock, read, reader } = readerOnBench();
  await read();
  await inTime(clock, reader.close());
  expect(await reader.read()).toEqual(fail('reader/disconnected'));
});
