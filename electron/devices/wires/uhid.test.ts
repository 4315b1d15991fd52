import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import {
  readUhidEvent,
  reportDescriptors,
  shapeOfReports,
  UHID_EVENT_BYTES,
  uhidCreate,
  uhidInput,
  uhidRefusal,
} from './uhid.ts';

const descriptors: Record<string, Uint8Array> = {
  'hid-descriptor-sdt-bare': reportDescriptors.unnumbered,
  'hid-descriptor-sdt-numbered': reportDescriptors.numbered,
  'hid-descriptor-pos-scanner': reportDescriptors.scanner,
};

test.each(vectorsOf('hid-descriptor'))('$id is ours, and says what it should', ({ id, hex, expect: wanted }) => {
  expect(hexOf(descriptors[id]!)).toBe(hex);
  const shape = shapeOfReports(bytesOf(hex));
  expect({ ...shape, usagePage: hexOfNumber(shape.usagePage), usage: hexOfNumber(shape.usage) }).toMatchObject(wanted);
});

const hexOfNumber = (value: number) => value.toString(16).toUpperCase().padStart(2, '0');

const events: Record<string, (hex: string) => Uint8Array> = {
  'uhid-create2': (hex) => {
    const text = (at: number, length: number) => bytesOf(hex).subarray(at, at + length);
    const string = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8').replaceAll('\0', '');
    return uhidCreate({
      name: string(text(4, 128)),
      uniq: string(text(196, 64)),
      vendorId: 0x0425,
      productId: 0x8159,
      descriptor: reportDescriptors.unnumbered,
    });
  },
  'uhid-input2-find': (hex) => uhidInput(bytesOf(hex).subarray(6)),
};

test.each(vectorsOf('uhid'))('$id is written byte by byte', ({ id, hex }) => {
  expect(hexOf(events[id]!(hex))).toBe(hex);
});

test('what a program wrote comes with its report id, and no more than it wrote', () => {
  const event = Buffer.alloc(UHID_EVENT_BYTES);
  event.writeUInt32LE(6, 0);
  event.set([0, 0xaa, 0xaa], 4);
  event.writeUInt16LE(3, 4_100);
  expect(readUhidEvent(event)).toEqual({ kind: 'output', data: bytesOf('00AAAA') });
});

test('a question for a report is refused with its own number', () => {
  const asked = readUhidEvent(bytesOf('0900000007000000010000'));
  expect(asked).toEqual({ kind: 'get-report', id: 7 });
  if (asked.kind === 'get-report') expect(hexOf(uhidRefusal(asked))).toBe('0A0000000700000005000000');
});

test('whatever comes, nothing throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void readUhidEvent(bytes)));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void shapeOfReports(bytes)));
});
