import { expect, test } from 'vitest';
import { manualClock } from '../../platform/manual-clock.ts';
import { createCardReader } from '../card-reader/driver.ts';
import { framings, type Framing } from '../card-reader/framings.ts';
import { simulatedCards } from '../card-reader/simulated-cards.ts';
import { simulateCardReader } from '../card-reader/simulator.ts';
import { encodeCardBlock } from '../card-reader/text-block.ts';
import { simulateScanner } from '../scanner/simulator.ts';
import { wireTap, type TappedPiece } from './tap.ts';

test.each(Object.keys(framings) as Framing[])(
  'over %s the commands are seen, and nothing that the card says',
  async (framing) => {
    const clock = manualClock('2026-11-21T09:00:00+08:00');
    const { open, bench } = simulateCardReader({ framing, clock });
    const tap = wireTap(clock);
    const pieces: TappedPiece[] = [];
    tap.listen((piece) => pieces.push(piece));
    const reader = createCardReader(tap.on('reader', open), { framing, readsAgain: true, clock });
    bench.layCard(simulatedCards.ordinary);
    bench.setAnswerDelay(60);
    const pending = { yes: true };
    const reading = reader.read().finally(() => (pending.yes = false));
    while (pending.yes) await clock.advance(10);
    expect((await reading).ok).toBe(true);

    const heads = pieces.map(({ head }) => head);
    for (const command of ['2001', '2002', '3001'])
      expect(heads.some((head) => head.includes(command) || framing === 'usb-split')).toBe(true);
    const block = Buffer.from(encodeCardBlock(simulatedCards.ordinary)).toString('hex').toUpperCase();
    for (let at = 0; at + 8 <= block.length; at += 4) {
      const four = block.slice(at, at + 8);
      if (four !== '20002000') expect(heads.some((head) => head.includes(four))).toBe(false);
    }
  },
);

test.each([
  ['hid-pos', ['020B5D5131']],
  ['stream', ['']],
] as const)(
  'of a scanner over %s a report’s head is seen, and of a code nothing, whatever it begins with',
  async (protocol, heads) => {
    const clock = manualClock('2026-11-21T09:00:00+08:00');
    const tap = wireTap(clock);
    const pieces: TappedPiece[] = [];
    const { open, bench } = simulateScanner(protocol, 'none');
    const wire = await tap.on('scanner', open, protocol === 'hid-pos' ? 'reports' : undefined)();
    wire!.onBytes(() => undefined);
    const code = {
      bytes: Uint8Array.from(Buffer.from('\u0002trial:7Q2M')),
      symbology: protocol === 'hid-pos' ? ']Q1' : null,
    };
    bench.scan(code);
    expect(pieces).toEqual([]); // nobody listens
    tap.listen((piece) => pieces.push(piece));
    bench.scan(code);
    expect(pieces.map(({ head }) => head)).toEqual(heads);
  },
);
