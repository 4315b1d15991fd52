import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { concat, cut, processId } from '../../electron/devices/printer/escpos.ts';
import { receipt } from '../../electron/devices/printer/example-slip.ts';
import { slipBytes } from '../../electron/devices/printer/slip-bytes.ts';

interface Node {
  readonly command: string;
  readonly hex: string;
}

// A hundred old packages hang on it, so it is no dependency of ours: it is fetched for this one question.
const PARSER = 'npos@0.1.19';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'npos-'));
  writeFileSync(join(folder, 'package.json'), '{}');
  execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--omit=optional', '--silent', PARSER], {
    cwd: folder,
  });
});

const parsed = (bytes: Uint8Array): Node[] =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'foreign-parser.cjs'), folder], {
      input: bytes,
    }).toString(),
  ) as Node[];

const bytesIn = (hex: string) => Buffer.from(hex, 'hex');

test('a parser that others wrote reads a slip as it was meant, command by command', async () => {
  const rare = { kind: 'text', text: '赵𠮷' } as const;
  const slip = { lines: [...receipt('0483').lines, rare] };
  const nodes = parsed(concat([await slipBytes(slip), cut(24), processId('0001')]));
  const letters = nodes
    .filter(({ command }) => command.startsWith('STX'))
    .map(({ hex }) => new TextDecoder('gb18030', { fatal: true }).decode(bytesIn(hex)).replaceAll('\n', ''));
  expect(letters.join('')).toContain('小区保洁员');
  expect(letters.join('')).toContain('0483');

  const codes = nodes.filter(({ command }) => command.startsWith('GS (k'));
  const payload = receipt('0483').lines.find((line) => line.kind === 'qr')!.payload;
  expect(bytesIn(codes[3]!.hex).subarray(8).toString()).toBe(payload);
  expect(codes.map(({ hex }) => hex.slice(10, 14))).toEqual(['3141', '3143', '3145', '3150', '3151']);

  const count = (name: string) => nodes.filter(({ command }) => command.startsWith(name)).length;
  expect([count('ESC @'), count('GS V'), count('GS (H')]).toEqual([1, 1, 1]);
  // The rule, and the line whose letter the font lacks.
  expect(count('GS v')).toBeGreaterThanOrEqual(2);
});
