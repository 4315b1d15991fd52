import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { createCardReader } from './driver.ts';
import { DECODE_MS, photoDecoder } from './photo-decoder.ts';
import { simulatedCards } from './simulated-cards.ts';
import { simulateCardReader } from './simulator.ts';

const PNG = '\\211PNG\\r\\n\\032\\n';

/** A program that stands in for the maker's: what it is given lands in a file, what it prints is up to the test. */
function program(prints: string) {
  const folder = mkdtempSync(join(tmpdir(), 'photo-'));
  const [file, given] = [join(folder, 'decode'), join(folder, 'given')];
  writeFileSync(file, `#!/bin/sh\n/bin/cat > ${given}\n${prints}\n`, { mode: 0o755 });
  return { decode: photoDecoder([file], systemClock), given };
}
const block = () => Uint8Array.from({ length: 1024 }, (_, i) => i & 0xff);

test('the block goes in, a PNG comes out, and the block is wiped', async () => {
  const { decode, given } = program(`printf '${PNG}rest'`);
  const mine = block();
  expect(Buffer.from((await decode(mine))!.subarray(1, 4)).toString()).toBe('PNG');
  expect(new Uint8Array(readFileSync(given))).toEqual(block());
  expect(mine.every((byte) => byte === 0)).toBe(true);
});

test.each([
  ['prints something else', 'echo a picture'],
  ['fails', `printf '${PNG}rest'; exit 1`],
  ['prints without end', `printf '${PNG}'; /usr/bin/yes`],
])('a decoder that %s gives no photo', async (_, prints) => {
  expect(await program(prints).decode(block())).toBeUndefined();
});

test('one that hangs is ended in time; one that is absent is none', async () => {
  const began = performance.now();
  expect(await program('/bin/sleep 60').decode(block())).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(DECODE_MS + 1_500);
  expect(await photoDecoder(['/no/such/decoder'], systemClock)(block())).toBeUndefined();
});

test('a reader with a decoder gives the photo with the person, and without one there is none', async () => {
  const { decode, given } = program(`printf '${PNG}rest'`);
  for (const decoder of [decode, undefined]) {
    const { open, bench } = simulateCardReader({ framing: 'count', clock: systemClock });
    const row = { framing: 'count', readsAgain: false } as const;
    const reader = createCardReader(open, { ...row, clock: systemClock, decodePhoto: decoder });
    bench.layCard(simulatedCards.ordinary);
    const read = await reader.read();
    expect(read).toMatchObject({ ok: true, value: { name: '样本甲' } });
    expect(read.ok && read.value.photo !== undefined).toBe(decoder !== undefined);
    await reader.close();
  }
  expect(existsSync(given)).toBe(true);
  expect(readFileSync(given).subarray(0, 3).toString()).toBe('WLf');
});
