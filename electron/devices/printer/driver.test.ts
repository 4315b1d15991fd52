import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fail } from '../../../shared/failure.ts';
import { ok } from '../../../shared/result.ts';
import { manualClock } from '../../platform/manual-clock.ts';
import { SLIP_MS, createSlipPrinter, CUT_TIMEOUT_MS } from './driver.ts';
import { receipt } from './example-slip.ts';
import { keepPrinterPort } from './printer-port.ts';
import { openNodeWire } from '../wires/node-wire.ts';
import { paperText } from './paper.ts';
import { printerOnBench } from './simulated-bench.ts';
import type { PrinterBench } from './simulator.ts';

const numbersOn = (bench: PrinterBench) =>
  bench.papers().map((paper) => paperText(paper).match(/^\d{4}$/m)?.[0] ?? 'part');
const isWhole = (bench: PrinterBench) => paperText(bench.papers().at(-1)!).endsWith('看办到哪一步');

async function readyPrinter(prepare?: (bench: PrinterBench) => void) {
  const world = await printerOnBench(prepare);
  await world.until(() => world.printer.state() === 'ready');
  return world;
}

test('a slip is cut when the printer says so, and not before', async () => {
  await using world = await readyPrinter();
  const { bench, printer } = world;
  const progress: string[] = [];
  const job = printer.print(receipt('0483'), (step) => progress.push(`${step}, ${bench.papers().length} out`));
  expect(await world.during(job)).toEqual(ok('cut'));
  expect(progress).toEqual(['printing, 0 out', 'cut, 1 out']);
  expect(numbersOn(bench)).toEqual(['0483']);
});

test('two slips come out in turn', async () => {
  await using world = await readyPrinter();
  const jobs = Promise.all([world.printer.print(receipt('0483')), world.printer.print(receipt('0484'))]);
  expect(await world.during(jobs)).toEqual([ok('cut'), ok('cut')]);
  expect(numbersOn(world.bench)).toEqual(['0483', '0484']);
});

test('a printer that knows no process ids is asked for its paper instead', async () => {
  await using world = await readyPrinter((bench) => bench.giveProcessIds(false));
  expect(await world.during(world.printer.print(receipt('0483')))).toEqual(ok('cut'));
});

test.each([
  ['paper-end', 'printer/paper-end', (bench: PrinterBench) => bench.emptyPaper()],
  ['cover-open', 'printer/cover-open', (bench: PrinterBench) => bench.openCover()],
  ['jam', 'printer/jam', (bench: PrinterBench) => bench.jam()],
] as const)('%s before a slip refuses it at once', async (_, code, happen) => {
  await using world = await readyPrinter();
  happen(world.bench);
  expect(await world.during(world.printer.print(receipt('0483')))).toMatchObject({ failure: { code } });
  expect(world.bench.papers()).toEqual([]);
});

const interruptions = [
  [
    'paper end',
    'printer/paper-end',
    (bench: PrinterBench) => bench.emptyPaper(),
    (bench: PrinterBench) => bench.loadPaper(),
  ],
  [
    'an open cover',
    'printer/cover-open',
    (bench: PrinterBench) => bench.openCover(),
    (bench: PrinterBench) => bench.closeCover(),
  ],
  ['a jam', 'printer/jam', (bench: PrinterBench) => bench.jam(), (bench: PrinterBench) => bench.clearJam()],
  [
    'a pulled lead',
    'printer/disconnected',
    (bench: PrinterBench) => bench.unplug(),
    (bench: PrinterBench) => bench.replug(),
  ],
] as const;

test.each(interruptions)(
  '%s in mid-slip fails it, and its rest is never on the next one',
  async (_, code, happen, mend) => {
    await using world = await readyPrinter();
    const { bench, printer } = world;
    const job = printer.print(receipt('0483'), () => void world.clock.sleep(400).then(() => happen(bench)));
    expect(await world.during(job)).toMatchObject({ failure: { code } });
    await mend(bench);
    await world.until(() => printer.state() === 'ready');
    expect(bench.papers()).toEqual([]);

    expect(await world.during(printer.print(receipt('0484')))).toEqual(ok('cut'));
    const last = paperText(bench.papers().at(-1)!);
    expect(last).toContain('0484');
    expect(last).not.toContain('0483');
    expect(isWhole(bench)).toBe(true);
  },
);

test('what a closed cover left on the paper is cut off before the next slip', async () => {
  await using world = await readyPrinter();
  const { bench, printer } = world;
  const job = printer.print(receipt('0483'), () => void world.clock.sleep(400).then(() => bench.openCover()));
  await world.during(job);
  bench.closeCover();
  await world.during(printer.print(receipt('0484')));
  expect(numbersOn(bench)).toEqual(['0483', '0484']);
  expect(paperText(bench.papers()[0]!)).not.toContain('看办到哪一步');
});

test('a mute printer may have printed or not: nobody knows', async () => {
  await using world = await readyPrinter();
  const { bench, printer, clock } = world;
  bench.stayMute(true);
  const since = clock.monotonic();
  expect(await world.during(printer.print(receipt('0483')))).toMatchObject({ failure: { code: 'printer/unknown' } });
  expect(clock.monotonic() - since).toBeGreaterThanOrEqual(CUT_TIMEOUT_MS);
  expect(printer.state()).toBe('absent');

  bench.stayMute(false);
  expect(await world.during(printer.print(receipt('0484')))).toEqual(ok('cut'));
  expect(isWhole(bench)).toBe(true);
});

test('a printer that never tells the end of a job has probably printed when its time is over', async () => {
  await using world = await readyPrinter((bench) => bench.tellTheEnd(false));
  const { bench, printer, clock } = world;
  const since = clock.monotonic();
  expect(await world.during(printer.print(receipt('0483')))).toEqual(ok('probably'));
  expect(clock.monotonic() - since).toBeGreaterThanOrEqual(SLIP_MS);
  expect(isWhole(bench)).toBe(true);
});

test('such a printer that runs out of paper meanwhile has not', async () => {
  await using world = await readyPrinter((bench) => bench.tellTheEnd(false));
  const { bench, printer } = world;
  const job = printer.print(receipt('0483'), () => void world.clock.sleep(400).then(() => bench.emptyPaper()));
  expect(await world.during(job)).toMatchObject({ failure: { code: 'printer/paper-end' } });
});

test('an absent printer refuses', async () => {
  await using world = await readyPrinter();
  world.bench.unplug();
  await world.until(() => world.printer.state() === 'absent');
  expect(await world.printer.print(receipt('0483'))).toEqual(fail('printer/disconnected'));
});

test('every change is announced within five seconds', async () => {
  await using world = await readyPrinter();
  const { bench, printer } = world;
  const changes = [
    [() => bench.lowPaper(), 'paper-low'],
    [() => bench.emptyPaper(), 'paper-end'],
    [() => bench.loadPaper(), 'ready'],
    [() => bench.openCover(), 'cover-open'],
    [() => bench.closeCover(), 'ready'],
    [() => bench.jam(), 'jam'],
    [() => bench.clearJam(), 'ready'],
    [() => bench.stayMute(true), 'absent'],
    [() => bench.stayMute(false), 'ready'],
    [() => bench.unplug(), 'absent'],
    [() => bench.replug(), 'ready'],
  ] as const;
  for (const [happen, state] of changes) {
    await happen();
    expect(await world.until(() => printer.state() === state)).toBeLessThanOrEqual(5_000);
  }
  expect(world.announced).toEqual(['ready', ...changes.map(([, state]) => state)]);
});

test('over a file the slip is written, and nothing is claimed', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'printer-')), 'lp0');
  const clock = manualClock('2025-11-21T10:28:00+08:00');
  await writeFile(path, '');
  const port = keepPrinterPort(() => openNodeWire({ path, answers: false }, clock), { clock, answers: false });
  await expect.poll(() => port.connected()).toBe(true);
  const printer = createSlipPrinter(port, { clock });
  await expect.poll(() => printer.state()).toBe('ready');
  const progress: string[] = [];
  const job = printer.print(receipt('0483'), (step) => progress.push(step));
  await expect.poll(() => progress).toEqual(['printing']);
  await clock.advance(SLIP_MS);
  expect(await job).toMatchObject({ failure: { code: 'printer/unknown' } });
  expect((await readFile(path)).includes(Buffer.from('0483'))).toBe(true);
  await printer.close();
});
