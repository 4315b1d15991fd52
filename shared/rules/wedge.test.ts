import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf, letterOf, MOST_GAP_MS, wedge, type WedgeKey } from './wedge.ts';

/** A keyboard: keys with a gap before each. */
function keyboard() {
  const see = wedge();
  let at = 1_000;
  const press = (code: string, gap: number, held: Partial<WedgeKey> = {}) => {
    at += gap;
    return see({ code, shift: false, alt: false, ...held, at });
  };
  const type = (text: string, gap: number) => {
    const steps = [...text].map((letter, i) => press(keyOf(letter).code, i === 0 ? 500 : gap, keyOf(letter)));
    return [...steps, press('Enter', gap)];
  };
  return { press, type };
}

const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });

test('whatever a scanner types comes out as it was typed, and no key of it reaches the page', () => {
  fc.assert(
    fc.property(ascii, fc.nat(MOST_GAP_MS), (text, gap) => {
      fc.pre(text.length >= 2);
      const steps = keyboard().type(text, gap);
      expect(steps.every(({ swallow }) => swallow)).toBe(true);
      expect(steps.at(-1)!.scan).toBe(text);
    }),
  );
});

test('a person who types is no scanner, and their Enter presses the button', () => {
  fc.assert(
    fc.property(ascii, fc.integer({ min: 60, max: 2_000 }), (text, gap) => {
      const steps = keyboard().type(text, gap);
      expect(steps.at(-1)).toEqual({ swallow: false });
      expect(steps.some(({ scan }) => scan !== undefined)).toBe(false);
    }),
  );
});

describe('a key', () => {
  test.each([
    ['KeyA', false, 'a'],
    ['KeyA', true, 'A'],
    ['Digit2', true, '@'],
    ['BracketRight', false, ']'],
    ['Slash', true, '?'],
    ['Numpad7', false, '7'],
    ['ArrowLeft', false, undefined],
  ])('%s, shift %s, is %s: by its place, whatever letter the system made of it', (code, shift, letter) => {
    expect(letterOf({ code, shift })).toBe(letter);
  });
});

test('Alt codes are letters that a wedge cannot carry: the burst is refused, not guessed', () => {
  const { press } = keyboard();
  press('KeyA', 500);
  press('Numpad5', 10, { alt: true });
  press('Numpad0', 10, { alt: true });
  expect(press('Enter', 10)).toEqual({ swallow: true, mangled: true });
  expect(press('Enter', 10)).toEqual({ swallow: false });
});

test('F9 in front begins anew; a letter that was still in the air is not part of it', () => {
  const { press } = keyboard();
  press('KeyX', 500);
  press('F9', 10);
  press('KeyA', 10);
  press('KeyB', 10);
  expect(press('Enter', 10).scan).toBe('ab');
});

test('a pause within a burst loses what came before it, and never joins two', () => {
  const { press } = keyboard();
  press('KeyA', 500);
  press('KeyB', 10);
  press('KeyC', MOST_GAP_MS + 1);
  press('KeyD', 10);
  expect(press('Enter', 10).scan).toBe('cd');
});
