import { expect, test } from 'vitest';
import { createCardReader } from './devices/card-reader/driver.ts';
import { simulateCardReader } from './devices/card-reader/simulator.ts';
import { createSlipPrinter } from './devices/printer/driver.ts';
import { keepPrinterPort } from './devices/printer/printer-port.ts';
import { startPrinterSimulator } from './devices/printer/simulator.ts';
import { createScanner } from './devices/scanner/driver.ts';
import { simulateScanner } from './devices/scanner/simulator.ts';
import { textOfScan } from './devices/scanner/symbology.ts';
import { simulateSlots } from './devices/social-card/simulator.ts';
import { serveWire } from './devices/wires/serve-wire.ts';
import { openTcpWire } from './devices/wires/tcp-wire.ts';
import { systemClock } from './platform/clock.ts';
import { seeded } from '../tests/faults/random.ts';
import { simulatedHands } from './simulated-hands.ts';

/** Every wire at a port of this machine, as `npm run devices:sim` serves them, with the real drivers at the other end. */
async function served() {
  const clock = systemClock;
  const reader = simulateCardReader({ framing: 'stream', clock, random: seeded(1).next });
  const scanner = simulateScanner('stream', 'cr');
  const printer = await startPrinterSimulator(clock);
  const slots = simulateSlots();
  const benches = { reader: reader.bench, slots: slots.bench, scanner: scanner.bench, printer: printer.bench };
  const hands = simulatedHands({ ...benches, random: seeded(20261121).next });
  const [readerWire, scannerWire] = [await serveWire(reader.open), await serveWire(scanner.open)];
  const at = (port: number) => () => openTcpWire({ host: '127.0.0.1', port }, clock);
  const way = keepPrinterPort(at(printer.port), { clock, answers: true });
  return {
    hands,
    reader: createCardReader(at(readerWire.port), { framing: 'stream', readsAgain: true, clock }),
    scanner: createScanner(at(scannerWire.port), { protocol: 'stream', suffix: 'cr', clock }),
    printer: createSlipPrinter(way, { clock }),
    stop: async () => {
      await Promise.all([printer.close(), readerWire.close(), scannerWire.close()]);
    },
  };
}

test('what hands do at the bench, drivers see over TCP', async () => {
  const { hands, reader, scanner, printer, stop } = await served();
  await expect.poll(() => [reader.state(), scanner.state(), printer.state()]).toEqual(['ready', 'ready', 'ready']);

  hands.do('lay anybody');
  expect(await reader.read()).toMatchObject({ ok: true });
  expect(await reader.presence()).toBe('lies');
  hands.do('lift');
  expect(await reader.presence()).toBe('lifted');
  for (const trouble of ['half', 'bits', 'damage']) {
    hands.do(`reader ${trouble}`);
    hands.do('lay foreigner-2017');
    expect(await reader.read()).toMatchObject({ failure: { code: 'reader/unreadable' } });
    hands.do('lift');
  }
  hands.do('reader unplug');
  await expect.poll(() => reader.state()).toBe('absent');
  hands.do('reader replug');
  await expect.poll(() => reader.state(), { timeout: 3_000 }).toBe('ready');

  const scans: (string | undefined)[] = [];
  scanner.onScan(({ bytes }) => scans.push(textOfScan(bytes)));
  hands.do('scan ]Q1 就业驿站 7Q2M');
  await expect.poll(() => scans).toEqual(['就业驿站 7Q2M']);
  hands.do('paper empty');
  await expect.poll(() => printer.state(), { timeout: 5_000 }).toBe('paper-end');

  await Promise.all([reader.close(), scanner.close(), printer.close()]);
  await stop();
}, 20_000);

test('a hand that there is not, or that has nothing to hold, says so', async () => {
  const { hands, reader, scanner, printer, stop } = await served();
  expect(() => hands.do('dance')).toThrow('no such command: dance');
  expect(() => hands.do('lay nobody')).toThrow('no such card: nobody');
  expect(() => hands.do('scan hello')).toThrow(/scan \]Q1/);
  expect(() => hands.do('insert constructor')).toThrow('no such card');
  expect(hands.help.length).toBeGreaterThan(20);
  await Promise.all([reader.close(), scanner.close(), printer.close()]);
  await stop();
});
