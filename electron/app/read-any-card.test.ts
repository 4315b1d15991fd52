import { expect, test } from 'vitest';
import { simulatedCards } from '../devices/card-reader/simulated-cards.ts';
import { createCardReader } from '../devices/card-reader/driver.ts';
import { simulateCardReader } from '../devices/card-reader/simulator.ts';
import { createSocialCardReader } from '../devices/social-card/driver.ts';
import { simulatedSocialCards } from '../devices/social-card/simulated-cards.ts';
import { simulateSlots } from '../devices/social-card/simulator.ts';
import { manualClock } from '../platform/manual-clock.ts';
import { readAnyCard } from './read-any-card.ts';

async function counter() {
  const clock = manualClock('2026-11-21T09:00:00+08:00');
  const pad = simulateCardReader({ framing: 'count', clock });
  const slot = simulateSlots();
  const readers = [
    createCardReader(pad.open, { framing: 'count', readsAgain: true, clock }),
    createSocialCardReader(slot.open, { clock }),
  ] as const;
  const any = readAnyCard(readers);
  const states: string[] = [];
  any.onState((state) => states.push(state));
  const inTime = async <T>(promise: Promise<T>) => {
    const pending = { yes: true };
    void promise.finally(() => (pending.yes = false));
    while (pending.yes) await clock.advance(10);
    return promise;
  };
  await clock.advance(50);
  return { pad: pad.bench, slot: slot.bench, any, states, read: () => inTime(any.read()), inTime };
}

test('whichever card comes is read, and it is that card which is asked after', async () => {
  const { pad, slot, any, read, inTime } = await counter();
  expect(await read()).toMatchObject({ failure: { code: 'reader/no-card' } });
  slot.insert(simulatedSocialCards.second);
  expect(await read()).toMatchObject({ value: { name: '阿依古丽·买买提依明' } });
  expect(await inTime(any.presence())).toBe('lies');
  slot.take();
  expect(await inTime(any.presence())).toBe('lifted');
  pad.layCard(simulatedCards.ordinary);
  expect(await read()).toMatchObject({ value: { name: '样本甲' } });
  expect(await inTime(any.presence())).toBe('lies');
});

test('one reader is enough: only when both are gone nothing can be read', async () => {
  const { pad, slot, any, states, read } = await counter();
  pad.unplug();
  expect(any.state()).toBe('ready');
  slot.insert(simulatedSocialCards.first);
  expect(await read()).toMatchObject({ ok: true });
  slot.unplug();
  expect(await read()).toMatchObject({ failure: { code: 'reader/disconnected' } });
  pad.replug();
  expect(states.at(-1)).toBe('absent');
});

test('polling for the next card does not forget where the last one lies', async () => {
  const { pad, any, read, inTime } = await counter();
  pad.layCard(simulatedCards.ordinary);
  expect(await read()).toMatchObject({ ok: true });
  expect(await read()).toMatchObject({ failure: { code: 'reader/no-card' } });
  expect(await inTime(any.presence())).toBe('lies');
});

test('clearing takes the cards of every reader, so that none is the next visitor', async () => {
  const { pad, slot, any, read, inTime } = await counter();
  pad.layCard(simulatedCards.ordinary);
  slot.insert(simulatedSocialCards.second);
  expect(await inTime(any.clear())).toBe(true);
  expect(await read()).toMatchObject({ failure: { code: 'reader/no-card' } });
});

test('a reader that is broken does not hide the card in the other', async () => {
  const { pad, slot, read } = await counter();
  for (let n = 0; n < 6; n++) pad.refuseNext(0x60, 'find');
  slot.insert(simulatedSocialCards.second);
  expect(await read()).toMatchObject({ value: { name: '阿依古丽·买买提依明' } });
  expect(await read()).toMatchObject({ failure: { code: 'reader/out-of-order' } });
});
