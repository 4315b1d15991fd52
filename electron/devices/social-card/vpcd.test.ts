import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { decodeAtr } from './atr.ts';
import { simulatedSocialCards } from './simulated-cards.ts';
import { simulateSocialCard } from './simulator.ts';
import { answerVpcd, vpcdFrame, vpcdStream } from './vpcd.ts';

interface Exchange {
  readonly from: 'reader' | 'card';
  readonly hex: string;
}

test.each(vectorsOf('vpcd'))('$id: the card answers what it answers there', ({ exchange }) => {
  const answer = simulateSocialCard({ ...simulatedSocialCards.second, quirks: {} });
  const card = { atr: bytesOf(vectorsOf('atr')[0]!.hex), answer };
  const stream = vpcdStream();
  let answered: string | undefined;
  for (const { from, hex } of exchange as readonly Exchange[]) {
    if (from === 'card') {
      expect(answered).toBe(hex);
      answered = undefined;
      continue;
    }
    expect(answered).toBeUndefined();
    const [message] = stream(bytesOf(hex));
    const back = answerVpcd(message!, card);
    answered = back && hexOf(back);
  }
});

test('messages arrive whole however they were split', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 2, maxLength: 300 })), fc.nat(40), (apdus, step) => {
      const bytes = Uint8Array.from(apdus.flatMap((apdu) => [...vpcdFrame(apdu)]));
      const stream = vpcdStream();
      const got = [];
      for (let at = 0; at < bytes.length; at += step + 1) got.push(...stream(bytes.subarray(at, at + step + 1)));
      expect(got).toEqual(apdus.map((command) => ({ kind: 'apdu', command })));
    }),
  );
});

test.each(vectorsOf('atr'))('$id is taken apart', ({ hex, expect: wanted }) => {
  const atr = decodeAtr(bytesOf(hex))!;
  expect(hexOf(atr.historical)).toBe(wanted.historical);
  expect(atr.protocols).toEqual([0]);
  expect(atr.interfaceBytes).toEqual({ TB1: 0, TC1: 0 });
});

test('what is no ATR is none, and nothing throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void decodeAtr(bytes)));
  expect(decodeAtr(bytesOf('3B6D0000'))).toBeUndefined();
  expect(decodeAtr(bytesOf('4B00'))).toBeUndefined();
});
