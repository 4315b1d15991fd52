import { expect, test } from 'vitest';
import { hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import * as escpos from './escpos.ts';
import { encodeText } from './text.ts';

const { concat } = escpos;
const written: Readonly<Record<string, (wanted: Readonly<Record<string, unknown>>) => Uint8Array>> = {
  'escpos-init': () => escpos.init(),
  'escpos-chinese-line': ({ text }) => concat([escpos.chineseOn(), encodeText(String(text)), escpos.LINE_FEED]),
  'escpos-qr': ({ data }) => escpos.qr(String(data), 6, 'M'),
  'escpos-qr-long': ({ data }) => escpos.qr(String(data), 6, 'M'),
  'escpos-raster-16x2': () => escpos.raster(2, Uint8Array.of(0xf0, 0x0f, 0x0f, 0xf0)),
  'escpos-feed-cut-partial': () => concat([escpos.feed(3), escpos.cut(0)]),
  'escpos-process-id': () => escpos.processId('0001'),
  'escpos-ask-status-1': () => escpos.askStatus(1),
  'escpos-ask-status-2': () => escpos.askStatus(2),
  'escpos-ask-status-3': () => escpos.askStatus(3),
  'escpos-ask-status-4': () => escpos.askStatus(4),
  'escpos-paper-query': () => escpos.askPaper(),
};
// GS a is not sent: what a printer pushes unasked would only repeat what is asked for anyway.
const notSent = ['escpos-asb-enable'];

test.each(vectorsOf('escpos').filter(({ id }) => !notSent.includes(id)))('$id is written byte by byte', (vector) => {
  expect(hexOf(written[vector.id]!(vector.expect))).toBe(vector.hex);
});

test("what the maker's reference prints in its examples", () => {
  expect([escpos.init(), escpos.bold(true), escpos.align('centre')].map(hexOf)).toEqual(['1B40', '1B4501', '1B6101']);
  expect(hexOf(escpos.size(2, 3))).toBe('1D2112');
  expect(hexOf(escpos.cut(0))).toBe('1D564200');
  expect(hexOf(escpos.askStatus(4))).toBe('100404');
});

const understood: Readonly<Record<number, (byte: number) => Readonly<Record<string, unknown>>>> = {
  1: (byte) => ({ online: escpos.isOnline(byte) }),
  2: (byte) => ({ offlineCause: escpos.offlineCauses(byte) }),
  3: (byte) => ({ errors: escpos.printerErrors(byte) }),
  4: (byte) => ({ paper: escpos.rollPaper(byte) }),
};

test.each(vectorsOf('escpos-status'))('$id is understood', ({ n, hex, expect: wanted }) => {
  expect(wanted).toMatchObject(understood[n]!(parseInt(hex, 16)));
});
