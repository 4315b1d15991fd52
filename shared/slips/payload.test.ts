import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBase45 } from './base45.ts';
import { encodeSlip, encodeSlipBody, parseSlip, SLIP_PREFIX, slipKinds, type SlipBody } from './payload.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const minute = fc.integer({ min: 0, max: 30 * 365 * 24 * 60 }).map((m) => new Date(Date.UTC(2020, 0, 1) + m * 60_000));
const body: fc.Arbitrary<SlipBody> = fc.record({
  kind: fc.constantFrom(...slipKinds),
  keyId: bytes(4),
  slipId: bytes(8),
  subject: bytes(8),
  issuedAt: minute,
  until: minute,
  capabilities: fc.nat(255),
  sequence: fc.nat(255),
});

test('every slip survives its code', () => {
  fc.assert(
    fc.property(body, bytes(64), (sent, signature) => {
      const parsed = parseSlip(encodeSlip(encodeSlipBody(sent), signature));
      expect(parsed).toMatchObject({ ok: true, body: sent, signature });
    }),
  );
});

test('a code cut short or made longer is damaged', () => {
  fc.assert(
    fc.property(body, bytes(64), fc.nat(200), (sent, signature, cut) => {
      const whole = Uint8Array.of(...encodeSlipBody(sent), ...signature);
      const code = (part: Uint8Array) => SLIP_PREFIX + encodeBase45(part);
      expect(parseSlip(code(whole.slice(0, cut % whole.length))).ok).toBe(false);
      expect(parseSlip(code(Uint8Array.of(...whole, 0))).ok).toBe(false);
    }),
  );
});

test('foreign and newer codes are told apart', () => {
  expect(parseSlip('https://example.invalid/')).toEqual({ ok: false, refusal: 'not-ours' });
  const newer = Uint8Array.of(2, ...new Uint8Array(100));
  expect(parseSlip(SLIP_PREFIX + encodeBase45(newer))).toEqual({ ok: false, refusal: 'newer' });
});
