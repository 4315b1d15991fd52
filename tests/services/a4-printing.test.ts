import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSheets } from '../../electron/app/write-sheets.ts';
import { createSheetPrinter } from '../../electron/devices/a4-printer/driver.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { pdfByBrowser } from '../../electron/shell/html-to-pdf.ts';
import { startCups } from './cups.ts';

const BROWSER = join(import.meta.dirname, '../support/chromium-unprivileged');

let cups: Awaited<ReturnType<typeof startCups>>;
let pdf: Uint8Array;
beforeAll(async () => {
  cups = await startCups();
  pdf = (await pdfByBrowser(BROWSER)(writeSheets({ name: '柳荫里就业驿站', phone: '022-5550 0126' }).trial()))!;
});
afterAll(() => cups.stop());

const printed = () => readdirSync(cups.out).filter((name) => name.endsWith('.pdf'));
const ready = async (way: typeof cups.address | typeof cups.socket) => {
  const printer = createSheetPrinter(way, { clock: systemClock });
  await expect.poll(() => printer.state(), { timeout: 5_000 }).toBe('ready');
  return printer;
};

test.each(['address', 'socket'] as const)(
  'a sheet goes through CUPS by its %s, and poppler reads what was printed',
  async (way) => {
    const printer = await ready(cups[way]);
    const before = printed();
    expect(await printer.print(pdf, '试打')).toEqual({ ok: true, value: 'handed-over' });
    const [sheet] = printed().filter((name) => !before.includes(name));
    const file = join(cups.out, sheet!);
    const text = execFileSync('pdftotext', [file, '-']).toString();
    for (const words of ['柳荫里就业驿站', '𠮷', '㙓', '䶮']) expect(text).toContain(words);
    expect(execFileSync('pdfinfo', [file]).toString()).toMatch(/Pages: +1\n[\s\S]*A4/);
    const fonts = execFileSync('pdffonts', [file]).toString().trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/ yes +(?:yes|no) +yes /); // in the document, with its letters' names
    await printer.close();
  },
);

test('at the end of a visit the spool holds nobody', async () => {
  const printer = await ready(cups.address);
  await printer.print(pdf, '试打');
  expect(cups.spooled().length).toBeGreaterThan(0);
  await printer.purge();
  const own = cups.spooled().length;
  await printer.purge();
  expect(cups.spooled()).toHaveLength(own);
  await printer.close();
  // Those of the tests before, whose printers were closed without a visit's end, are all that may be left.
  expect(own).toBeLessThan(3);
});

test('a stopped queue, one that takes nothing, and a service that is gone are told within five seconds', async () => {
  const printer = await ready(cups.address);
  cups.queue('cupsdisable');
  await expect.poll(() => printer.state(), { timeout: 5_000 }).toBe('jam');
  expect(await printer.print(pdf, '试打')).toMatchObject({ failure: { code: 'printer/jam' } });
  cups.queue('cupsenable');
  await expect.poll(() => printer.state(), { timeout: 5_000 }).toBe('ready');
  cups.queue('cupsreject');
  await expect.poll(() => printer.state(), { timeout: 5_000 }).toBe('absent');
  cups.queue('cupsaccept');
  await expect.poll(() => printer.state(), { timeout: 5_000 }).toBe('ready');
  await cups.stop();
  await expect.poll(() => printer.state(), { timeout: 5_000 }).toBe('absent');
  expect(await printer.print(pdf, '试打')).toMatchObject({ failure: { code: 'printer/disconnected' } });
  await printer.close();
});
