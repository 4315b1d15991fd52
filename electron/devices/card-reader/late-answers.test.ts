import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manualClock } from '../../platform/manual-clock.ts';
import type { Wire } from '../wires/wire.ts';
import { createCardReader } from './driver.ts';
import { framings } from './framings.ts';
import { commands, type Question } from './sdt-commands.ts';
import { frameStream, LEAST_REQUEST } from './sdt-frame.ts';
import { simulatedCards } from './simulated-cards.ts';
import { simulateModule } from './simulated-module.ts';

const people = ['甲', '乙', '丙', '丁', '戊', '己'];

/** A module whose answers come in order, but only when the test lets the oldest go. */
function dawdlingModule() {
  const device = simulateModule();
  const requests = frameStream(LEAST_REQUEST);
  const unsent: Uint8Array[] = [];
  let tell: (report: Uint8Array) => void = () => undefined;
  let lying = '';
  const lay = (name: string) => {
    lying = name;
    device.lay({ ...simulatedCards.ordinary, name });
  };
  const port: Wire = {
    write: async (report) => {
      for (const [cmd, para] of requests.push(report)) {
        const is = (name: Question) => commands[name].cmd === cmd && commands[name].para === para;
        unsent.push(device.answer((Object.keys(commands) as Question[]).find(is)));
        if (is('read-text-photo')) lay(lying); // a module that forgets that it read: the worst case
      }
      return true;
    },
    onBytes: (listener) => void (tell = listener),
    onLost: () => undefined,
    close: async () => undefined,
  };
  return { port, lay, answerOldest: () => framings.bare.outgoing(unsent.shift() ?? new Uint8Array()).forEach(tell) };
}

type Step = 'answer' | number;
const step = fc.constantFrom<Step[]>('answer', 'answer', 'answer', 100, 300, 600, 900, 2600);

// Found by hand: two fences given up, each answered in the other's turn, shift every answer by one question at a time
// until a read of the person before stands where the next person's is expected.
const staleFences: Step[] = [
  ...[100, 900],
  ...(['answer', 600, 'answer', 'answer', 600, 'answer', 'answer', 'answer', 2600] as const),
  ...(['answer', 'answer', 'answer', 'answer'] as const),
];

test('however late answers come, a read gives the person who is there, or nobody', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 60, size: 'max' }), async (steps) => {
      const clock = manualClock('2026-11-21T09:00:00Z');
      const { port, lay, answerOldest } = dawdlingModule();
      const reader = createCardReader(async () => port, { framing: 'bare', readsAgain: false, clock });
      let at = 0;
      for (const name of people) {
        lay(name);
        const reading = { on: true };
        const read = reader.read().finally(() => (reading.on = false));
        await clock.advance(0);
        while (reading.on) {
          const next = steps[at++ % steps.length];
          if (next === 'answer') answerOldest();
          await clock.advance(typeof next === 'number' ? next : 0);
          // Steps may hold no wait at all: time passes nevertheless.
          if (at % 50 === 0) await clock.advance(100);
        }
        const result = await read;
        if (result.ok) expect(result.value.name).toBe(name);
      }
      await reader.close();
    }),
    { numRuns: 300, examples: [[staleFences]] },
  );
});
