import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from './base45.ts';

test("the standard's own examples (RFC 9285, 4.3)", () => {
  const ascii = (text: string) => new TextEncoder().encode(text);
  expect(encodeBase45(ascii('AB'))).toBe('BB8');
  expect(encodeBase45(ascii('Hello!!'))).toBe('%69 VD92EX0');
  expect(encodeBase45(ascii('base-45'))).toBe('UJCLQE7W581');
  expect(decodeBase45('QED8WEX0')).toEqual(ascii('ietf!'));
});

test('there and back for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
    }),
  );
});

test('what no encoder wrote is refused', () => {
  for (const text of ['GGW', ':::', 'a', 'A', 'AB=', 'é00']) expect(decodeBase45(text)).toBeUndefined();
});
