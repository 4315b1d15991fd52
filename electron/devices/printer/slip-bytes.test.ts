import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SlipLine } from '../../../shared/slips/layout.ts';
import { payloadOf, receipt } from './example-slip.ts';
import { concat, cut } from './escpos.ts';
import { paperText, type Paper } from './paper.ts';
import { readCommands } from './simulated-commands.ts';
import { createHead } from './simulated-head.ts';
import { PAPER_DOTS, qrModuleDots, qrRaster, slipBytes } from './slip-bytes.ts';
import { columns } from './text.ts';

/** The slip on paper, without time and wire. */
function onPaper(...lines: readonly SlipLine[]): Paper {
  const head = createHead();
  const { commands } = readCommands(concat([slipBytes({ lines }).bytes, cut(0)]));
  return commands.map((command) => head.take(command)).find((paper) => paper !== undefined)!;
}

test('a receipt reads as it was written', () => {
  expect(paperText(onPaper(...receipt('0483').lines))).toMatchInlineSnapshot(`
    "柳荫里就业驿站                    11月21日 10:28
    已收下
    您的编号
    0483
    小区保洁员
    清和物业
    最晚11月24日，他们给您打
    电话
    没人打来？拿这张票来扫，
    或者找李敏
    022-5550 0126。
    不收任何钱
    扫这个码，看办到哪一步"
  `);
});

test('station and time share a line; a long name takes its own', () => {
  const line = (name: string) => paperText(onPaper({ kind: 'station', name, time: '10:28' })).split('\n');
  expect(line('柳荫里就业驿站')).toEqual([expect.stringMatching(/^柳荫里就业驿站 +10:28$/)]);
  expect(line('大兴安岭地区加格达奇区东山街道办事处公共就业驿站')).toEqual([
    '大兴安岭地区加格达奇区东山街道办事处公共就业驿站',
    '10:28',
  ]);
});

const text = fc.string({ unit: fc.constantFrom('驿', '站', 'a', '7', '-', ' ', '，', '𠮷', '\u001d', '\n') });
const anyLine: fc.Arbitrary<SlipLine> = fc.oneof(
  fc.record({ kind: fc.constantFrom('title' as const, 'text' as const, 'inverse' as const), text }),
  fc.record({ kind: fc.constant('number' as const), text: fc.stringMatching(/^\d{1,30}$/) }),
  fc.record({ kind: fc.constant('station' as const), name: text, time: fc.constant('11月21日 10:28') }),
);

test('whatever is written, nothing leaves the paper and nothing but text comes of text', () => {
  fc.assert(
    fc.property(fc.array(anyLine), (lines) => {
      const { commands, rest } = readCommands(slipBytes({ lines }).bytes);
      expect(rest).toHaveLength(0);
      expect(commands.filter(({ kind }) => ['cut', 'recover', 'ask-status', 'process-id'].includes(kind))).toEqual([]);
      for (const mark of onPaper(...lines, { kind: 'rule' }).marks) {
        if (mark.kind === 'text')
          expect(mark.x + columns(mark.text) * 12 * mark.across).toBeLessThanOrEqual(PAPER_DOTS);
      }
    }),
  );
});

test('a rare letter is printed as 〓 and reported once', () => {
  const line = { kind: 'text', text: '赵𠮷𠮷' } as const;
  expect(slipBytes({ lines: [line, line] }).replaced).toEqual(['𠮷']);
  expect(paperText(onPaper(line))).toBe('赵〓〓');
});

test('a code is as large as the paper takes, never below four dots a module', () => {
  for (let version = 1; version <= 40; version++) {
    const side = 17 + 4 * version;
    const module = qrModuleDots(side);
    if (side * 4 > PAPER_DOTS) expect(module).toBeUndefined();
    else expect(module! >= 4 && module! * side <= PAPER_DOTS).toBe(true);
  }
});

test('a code that does not fit is drawn as a picture, with no real-time command in it', () => {
  const payload = payloadOf(2_500);
  expect(onPaper({ kind: 'qr', payload, caption: '扫' }).marks.map(({ kind }) => kind)).toEqual(['raster', 'text']);
  expect(qrRaster(payload).subarray(8)).not.toContain(0x10);
});
