import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { manualClock } from '../../platform/manual-clock.ts';
import type { Scan } from './contract.ts';
import { CONTINUATION_MS, createScanner, SILENCE_MS } from './driver.ts';
import { hidPosReports, hidPosStream } from './hid-pos.ts';
import { simulateScanner } from './simulator.ts';
import { suffixBytes, textOfScan, withoutSuffix, withPrefixRead, type Suffix } from './symbology.ts';
import { createTypingScanner } from './typing-scanner.ts';

test.each(vectorsOf('hidpos'))('$id is read, and written back', ({ reports, expect: wanted }) => {
  const stream = hidPosStream();
  const scans = reports.map((report) => stream.push(bytesOf(report)));
  expect(scans.slice(0, -1).every((scan) => scan === undefined)).toBe(true);
  const scan = scans.at(-1)!;
  expect(scan.symbology).toBe(wanted.aim);
  expect(textOfScan(scan.bytes)).toBe(wanted.data);
  const letter = bytesOf(reports[0]!)[61]!;
  expect(hidPosReports(scan, letter).map(hexOf)).toEqual(reports);
});

const aim = fc.constantFrom(']Q1', ']C0', ']L2', ']d1');
const content = fc.uint8Array({ maxLength: 3_000, size: 'max' });

test('a scan of any length survives its reports', () => {
  fc.assert(
    fc.property(content, aim, (bytes, symbology) => {
      const stream = hidPosStream();
      const got = hidPosReports({ bytes, symbology }).map((report) => stream.push(report));
      expect(got.filter((scan) => scan !== undefined)).toEqual([{ bytes, symbology }]);
      expect(stream.isOpen()).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('whatever comes, nothing throws, and nothing longer than its count is taken', () => {
  const stream = hidPosStream();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.boolean(), (noise, looksRight) => {
      if (looksRight) noise.set([0x02, 0x39].slice(0, noise.length));
      expect(stream.push(noise)).toBeUndefined();
    }),
  );
});

test('reports of another number are neither part nor end of a scan', () => {
  const stream = hidPosStream();
  const [first, second] = hidPosReports({ bytes: new Uint8Array(80).fill(0x41), symbology: ']Q1' });
  expect(stream.push(first!)).toBeUndefined();
  expect(stream.push(Uint8Array.of(0x04, 0x01))).toBeUndefined();
  expect(stream.push(second!)?.bytes).toHaveLength(80);
});

function counter(protocol: 'hid-pos' | 'stream', suffix: Suffix = 'cr') {
  const clock = manualClock('2026-11-21T09:00:00+08:00');
  const { open, bench } = simulateScanner(protocol, suffix);
  const scanner = createScanner(open, { protocol, suffix, clock });
  const scans: { text: string | undefined; symbology: string | null }[] = [];
  scanner.onScan(({ bytes, symbology }) => scans.push({ text: textOfScan(bytes), symbology }));
  return { clock, bench, scanner, scans };
}
const code = (text: string, symbology = ']Q1'): Scan => ({ bytes: new TextEncoder().encode(text), symbology });
const LONG = '就业驿站'.repeat(30);

describe.each(['hid-pos', 'stream'] as const)('over %s', (protocol) => {
  test.each(['none', 'cr', 'lf', 'crlf', 'tab'] as const)(
    'scans arrive whole, without the suffix %s',
    async (suffix) => {
      const { clock, bench, scans } = counter(protocol, suffix);
      await clock.advance(0);
      for (const text of ['7Q2M', LONG]) {
        bench.scan(code(text));
        await clock.advance(CONTINUATION_MS);
      }
      expect(scans).toEqual([
        { text: '7Q2M', symbology: ']Q1' },
        { text: LONG, symbology: ']Q1' },
      ]);
    },
  );

  test('a scanner pulled out is absent, and scans again when it is back', async () => {
    const { clock, bench, scanner, scans } = counter(protocol);
    const states: string[] = [];
    scanner.onState((state) => states.push(state));
    await clock.advance(0);
    bench.unplug();
    await clock.advance(5_000);
    bench.replug();
    await clock.advance(3_000);
    bench.scan(code('7Q2M'));
    expect(states).toEqual(['ready', 'absent', 'ready']);
    expect(scans).toHaveLength(1);
    const closed = scanner.close();
    await clock.advance(2_000);
    await closed;
  });
});

test('half a scan whose rest does not come is dropped, and not joined to the next', async () => {
  const { clock, bench, scans } = counter('hid-pos');
  await clock.advance(0);
  bench.scanHalf(code(LONG));
  await clock.advance(CONTINUATION_MS);
  bench.scan(code('7Q2M'));
  expect(scans).toEqual([{ text: '7Q2M', symbology: ']Q1' }]);
});

test('on a serial line silence ends a scan that has no suffix', async () => {
  const { clock, bench, scans } = counter('stream');
  await clock.advance(0);
  bench.send(new TextEncoder().encode(']C0JYZ2024'));
  await clock.advance(SILENCE_MS - 1);
  bench.send(new TextEncoder().encode('0518'));
  expect(scans).toEqual([]);
  await clock.advance(SILENCE_MS);
  expect(scans).toEqual([{ text: 'JYZ20240518', symbology: ']C0' }]);
});

test('a line that babbles is cut short, and the next code is read', async () => {
  const { clock, bench, scans } = counter('stream');
  await clock.advance(0);
  for (let i = 0; i < 200; i++) bench.send(new Uint8Array(64).fill(0x55));
  await clock.advance(SILENCE_MS);
  scans.length = 0;
  bench.scan(code('7Q2M'));
  expect(scans).toEqual([{ text: '7Q2M', symbology: ']Q1' }]);
});

test('a scanner that types says its symbology in front, or not at all', () => {
  const scanner = createTypingScanner();
  const scans: Scan[] = [];
  scanner.onScan((scan) => scans.push(scan));
  scanner.typed(']Q1https://example.invalid');
  scanner.typed('6901234567892');
  expect(scans.map(({ symbology }) => symbology)).toEqual([']Q1', null]);
});

test('only the configured suffix is taken off, and only once', () => {
  expect(withoutSuffix(bytesOf('410D0D'), 'cr')).toEqual(bytesOf('410D'));
  expect(withoutSuffix(bytesOf('410A'), 'cr')).toEqual(bytesOf('410A'));
  expect(withoutSuffix(bytesOf('0A'), 'crlf')).toEqual(bytesOf('0A'));
  expect(Object.keys(suffixBytes)).toHaveLength(5);
  expect(withPrefixRead(bytesOf('5D51')).symbology).toBeNull();
});

test('short GBK passes for UTF-8, so whoever knows better says it; what is no text is none', () => {
  expect(textOfScan(bytesOf('C4B3C4B3'))).toBe('ĳĳ');
  expect(textOfScan(bytesOf('C4B3C4B3'), 'gb18030')).toBe('某某');
  expect(textOfScan(bytesOf('FF00FF'))).toBeUndefined();
});
