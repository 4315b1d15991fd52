import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { payloadOf, receipt } from './example-slip.ts';
import { paperToPng } from './paper-png.ts';
import { paperSvg, type Paper } from './paper.ts';
import { printerOnBench } from './simulated-bench.ts';

const hasReader = spawnSync('zbarimg', ['--version']).error === undefined;
if (!hasReader) {
  const loud = '!!! zbarimg is missing: NO PRINTED CODE IS READ BACK.';
  if (process.env.CI) throw new Error(loud);
  console.error(loud);
}

async function codeOn(paper: Paper): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'paper-')), 'slip.png');
  await writeFile(path, await paperToPng(paper));
  const { stdout } = await promisify(execFile)('zbarimg', ['-q', '--raw', path]);
  return stdout.replace(/\n$/, '');
}

test.runIf(hasReader).each([
  ['drawn by the printer', payloadOf(180)],
  ['sent as a picture', payloadOf(2_500)],
])('the code of a printed slip is read back, %s', async (_, payload) => {
  await using world = await printerOnBench();
  await world.until(() => world.printer.state() === 'ready');
  expect(await world.during(world.printer.print(receipt('0483', payload)))).toEqual(ok('cut'));
  expect(await codeOn(world.bench.papers()[0]!)).toBe(payload);
});

test('letters that mean something in SVG are only letters on paper', () => {
  const looks = { x: 0, y: 0, across: 1, down: 1, bold: false, inverse: false };
  const svg = paperSvg({ marks: [{ kind: 'text', text: '<&>', ...looks }], height: 24 });
  expect(svg).toMatch(/>&lt;<\/text>.*>&amp;<\/text>.*>&gt;<\/text>/);
});
