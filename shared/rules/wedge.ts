/**
 * A scanner that types (devices.md 8.3). Keys are read by their place on a US keyboard, not by the letter they gave:
 * neither an input method nor Caps Lock can change it then.
 */
export interface WedgeKey {
  /** `KeyboardEvent.code`. */
  readonly code: string;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Milliseconds, of a clock that only rises. */
  readonly at: number;
}

export interface WedgeStep {
  /** Neither a field nor a button may see this key. */
  readonly swallow: boolean;
  /** The burst that this key ended. */
  readonly scan?: string;
  /** The burst held Alt codes: letters that a wedge cannot carry. Nothing of it is taken. */
  readonly mangled?: true;
}

/** Scanners leave 1 to 20 ms between keys, people 60 and more. */
export const MOST_GAP_MS = 35;
/** One key and Enter is a person. */
const LEAST_LETTERS = 2;
const MOST_LETTERS = 4_096;

const DIGITS = ')!@#$%^&*(';
const SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
};

/** The letter that this key types on a US keyboard, `undefined` for none. */
export function letterOf({ code, shift }: Pick<WedgeKey, 'code' | 'shift'>): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit([0-9])$/.exec(code)?.[1];
  if (digit) return shift ? DIGITS[Number(digit)] : digit;
  return SIGNS[code]?.[shift ? 1 : 0] ?? /^Numpad([0-9])$/.exec(code)?.[1];
}

/** The key of a US keyboard that types a letter, for whoever plays the scanner. */
export function keyOf(letter: string): Pick<WedgeKey, 'code' | 'shift'> {
  if (/[a-z]/.test(letter)) return { code: `Key${letter.toUpperCase()}`, shift: false };
  if (/[A-Z]/.test(letter)) return { code: `Key${letter}`, shift: true };
  if (/[0-9]/.test(letter)) return { code: `Digit${letter}`, shift: false };
  if (DIGITS.includes(letter)) return { code: `Digit${DIGITS.indexOf(letter)}`, shift: true };
  const [code, signs] = Object.entries(SIGNS).find(([, pair]) => pair.includes(letter))!;
  return { code, shift: signs[0] !== letter };
}

/**
 * Takes bursts out of the keys of a window. Every gap of a burst is short and Enter closes it; letters are swallowed in any
 * case, since fields here are written by the keys on the glass only, and Enter only when it closes a burst.
 */
export function wedge(): (key: WedgeKey) => WedgeStep {
  let text = '';
  let lastAt = -Infinity;
  let isMangled = false;

  const begin = () => {
    text = '';
    isMangled = false;
  };
  return (key) => {
    const { code, alt, at } = key;
    if (/^(Shift|Alt|CapsLock)/.test(code)) return { swallow: false };
    if (at - lastAt > MOST_GAP_MS) begin();
    lastAt = at;
    if (code === 'F9') {
      begin();
      return { swallow: true };
    }
    if (code === 'Enter' || code === 'NumpadEnter') {
      const burst = text;
      const wasMangled = isMangled;
      begin();
      if (burst.length < LEAST_LETTERS && !wasMangled) return { swallow: false };
      return wasMangled ? { swallow: true, mangled: true } : { swallow: true, scan: burst };
    }
    const letter = letterOf(key);
    if (letter === undefined) {
      begin();
      return { swallow: false };
    }
    if (alt) isMangled = true;
    else text = (text + letter).slice(-MOST_LETTERS);
    return { swallow: true };
  };
}
