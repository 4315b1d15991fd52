import { expect, test } from 'vitest';
import { fail } from '../../../shared/failure.ts';
import { inTime, lies, readerOnBench } from './reader-on-bench.fixture.ts';
import { simulatedCards } from './simulated-cards.ts';

const { ordinary: zhang, rareCharacters: li } = simulatedCards;

test('a module that reads again tells when the card was lifted, whoever asks for the next one meanwhile', async () => {
  const { bench, clock, reader, read } = readerOnBench({ readsAgain: true });
  const presence = () => inTime(clock, reader.presence());
  expect(await presence()).toBe('unknown');
  bench.layCard(zhang);
  expect(await read()).toEqual(lies(zhang));
  expect(await presence()).toBe('lies');
  expect(await read()).toMatchObject({ failure: { code: 'reader/no-card' } });
  expect(await presence()).toBe('lies');
  bench.liftCard();
  expect(await presence()).toBe('lifted');
  expect(await presence()).toBe('unknown');
  bench.layCard(li);
  expect(await read()).toEqual(lies(li));
});

test('a card exchanged for another counts as lifted, and the other is read', async () => {
  const { bench, clock, reader, read } = readerOnBench({ readsAgain: true });
  bench.layCard(zhang);
  expect(await read()).toEqual(lies(zhang));
  bench.layCard(li);
  expect(await inTime(clock, reader.presence())).toBe('lifted');
  expect(await read()).toEqual(lies(li));
});

test('of a module that does not read again nothing is known of the card', async () => {
  const { bench, clock, reader, read } = readerOnBench();
  bench.layCard(zhang);
  expect(await read()).toEqual(lies(zhang));
  expect(await inTime(clock, reader.presence())).toBe('unknown');
});

test('on a serial line a card is taken only when two readings are the same', async () => {
  const { bench, read } = readerOnBench({ framing: 'stream', readsAgain: true });
  bench.layCard(zhang);
  bench.garbleNextReply();
  expect(await read()).toEqual(fail('reader/unreadable', 'two readings of one card differ: noise on the line'));
  bench.liftCard();
  bench.layCard(zhang);
  expect(await read()).toEqual(lies(zhang));
});
