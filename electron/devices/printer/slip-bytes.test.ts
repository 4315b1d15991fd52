import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SlipLine } from '../../../shared/slips/layout.ts';
import { payloadOf, receipt } from './example-slip.ts';
import { concat, cut } from './escpos.ts';
import { harmless } from './draw-line.ts';
import { PAPER_DOTS } from './paper-size.ts';
import { paperText, type Mark, type Paper } from './paper.ts';
import { readCommands } from './simulated-commands.ts';
import { createHead } from './simulated-head.ts';
import { qrModuleDots, qrRaster, slipBytes } from './slip-bytes.ts';
import { columns } from './text.ts';

/** The slip on paper, without time and wire. */
async function onPaper(...lines: readonly SlipLine[]): Promise<Paper> {
  const head = createHead();
  const { commands } = readCommands(concat([await slipBytes({ lines }), cut(0)]));
  return commands.map((command) => head.take(command)).find((paper) => paper !== undefined)!;
}

test('a receipt reads as it was written', async () => {
  expect(paperText(await onPaper(...receipt('0483').lines))).toMatchInlineSnapshot(`
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

test('station and time share a line; a long name takes its own', async () => {
  const line = async (name: string) => paperText(await onPaper({ kind: 'station', name, time: '10:28' })).split('\n');
  expect(await line('柳荫里就业驿站')).toEqual([expect.stringMatching(/^柳荫里就业驿站 +10:28$/)]);
  expect(await line('大兴安岭地区加格达奇区东山街道办事处公共就业驿站')).toEqual([
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

test('whatever is written, nothing leaves the paper and nothing but text comes of text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine), async (lines) => {
      const { commands, rest } = readCommands(await slipBytes({ lines }));
      expect(rest).toHaveLength(0);
      expect(commands.filter(({ kind }) => ['cut', 'recover', 'ask-status', 'process-id'].includes(kind))).toEqual([]);
      for (const mark of (await onPaper(...lines, { kind: 'rule' })).marks) {
        if (mark.kind === 'text')
          expect(mark.x + columns(mark.text) * 12 * mark.across).toBeLessThanOrEqual(PAPER_DOTS);
      }
    }),
  );
});

describe('a letter that the font lacks', () => {
  const line = (text: string) => ({ kind: 'text', text }) as const;
  const kinds = async (text: string) => (await onPaper(line(text))).marks.map(({ kind }) => kind);

  test.each(['𠮷', '㙓', '䶮', '鿏'])('%s makes a picture of its line, and of no other', async (letter) => {
    const paper = await onPaper(line('样本'), line(`样${letter}`), line('样本'));
    expect(paper.marks.map(({ kind }) => kind)).toEqual(['text', 'raster', 'text']);
  });

  test('is as wide and as high as if the font had it, so that nothing moves', async () => {
    const [plain, rare] = [await onPaper(line('样本')), await onPaper(line('样𠮷'))];
    expect(rare.height).toBe(plain.height);
    const picture = rare.marks[0] as Extract<Mark, { kind: 'raster' }>;
    expect([picture.bytesPerRow * 8, picture.bits.length / picture.bytesPerRow]).toEqual([2 * 48, 48]);
    expect(picture.bits.some((byte) => byte !== 0)).toBe(true);
  });

  test('is never a question mark; one of private use is the mark for a letter that nobody has', async () => {
    expect(await kinds('样\ue5e5')).toEqual(['text']);
    expect(paperText(await onPaper(line('样\ue5e5')))).toBe('样〓');
  });

  test('keeps white on black, and the middle of the paper', async () => {
    const inverse = await onPaper({ kind: 'inverse', text: '𠮷' });
    const strip = inverse.marks[1] as Extract<Mark, { kind: 'raster' }>;
    expect([strip.bytesPerRow * 8, strip.bits[0]]).toEqual([PAPER_DOTS, 0xff]);
    const centred = await onPaper({ kind: 'number', text: '𠮷' });
    const { x, bytesPerRow } = centred.marks[0] as Extract<Mark, { kind: 'raster' }>;
    expect(2 * x + bytesPerRow * 8).toBe(PAPER_DOTS);
  });

  test('is another one where the font is smaller', async () => {
    const bytes = await slipBytes({ lines: [line('镕')] }, 'gb2312');
    expect(readCommands(bytes).commands.map(({ kind }) => kind)).toContain('raster');
    expect(readCommands(await slipBytes({ lines: [line('镕')] })).commands.map(({ kind }) => kind)).not.toContain(
      'raster',
    );
  });

  test('never commands the printer from within its picture', () => {
    expect(harmless(Uint8Array.of(0x10, 0x04, 0x10, 0x14, 0x10, 0x06, 0x10))).toEqual(
      Uint8Array.of(0x18, 0x04, 0x18, 0x14, 0x10, 0x06, 0x10),
    );
  });
});

test('a code is as large as the paper takes, never below four dots a module', () => {
  for (let version = 1; version <= 40; version++) {
    const side = 17 + 4 * version;
    const module = qrModuleDots(side);
    if (side * 4 > PAPER_DOTS) expect(module).toBeUndefined();
    else expect(module! >= 4 && module! * side <= PAPER_DOTS).toBe(true);
  }
});

test('a code that does not fit is drawn as a picture, with no real-time command in it', async () => {
  const payload = payloadOf(2_500);
  expect((await onPaper({ kind: 'qr', payload, caption: '扫' })).marks.map(({ kind }) => kind)).toEqual([
    'raster',
    'text',
  ]);
  expect(qrRaster(payload).subarray(8)).not.toContain(0x10);
});
