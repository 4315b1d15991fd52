/** The first thing wrong with a number; the names and their order are those of devices.md 2.4, rows 10 to 13. */
export type IdNumberFault = 'number-form' | 'number-check' | 'number-region' | 'number-date';

/** Citizens; Hong Kong, Macau and Taiwan residents on the mainland; foreigners with a card of 2023 and of 2017. */
export type IdNumberKind = 'resident' | 'hmt' | 'foreigner-2023' | 'foreigner-2017';

/** GB/T 2260: the first two digits. Only these: a number keeps its district, and districts are abolished every year. */
const PROVINCES =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' ');
/** Residence permits of Hong Kong, Macau and Taiwan residents (devices.md 3.5). */
const PERMIT_REGIONS = ['810000', '820000', '830000'];

// GB 11643-1999: weights of characters 1 to 17, and the check character for each remainder by 11.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The check character of the first 17 digits (GB 11643-1999). */
export function checkCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0);
  return CHECKS.charAt(sum % 11);
}

/** The check digit of a foreigner's number of 2017: after ICAO Doc 9303, letters A = 10 … Z = 35, weights 7 3 1 (devices.md 3.3). */
export function checkDigit2017(fourteen: string): string {
  const valueOf = (character: string) => parseInt(character, 36);
  const sum = [...fourteen].reduce((total, character, at) => total + valueOf(character) * [7, 3, 1][at % 3]!, 0);
  return String(sum % 10);
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Whether `YYYYMMDD` is a day that the calendar has. */
export function isCompactDay(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** `19850217` as `1985-02-17`. */
export const dashedDay = (compact: string) => `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`;

interface Form {
  readonly pattern: RegExp;
  /** Digits that name a region, and whether there is such a one. */
  readonly region: (number: string) => { readonly digits: string; readonly exists: boolean };
  readonly check: (number: string) => boolean;
  /** The day inside it; two digits of the year where it has no more. */
  readonly day: (number: string) => string;
  /** The digit whose parity is the sex: odd male, even female. */
  readonly sexAt: number;
}

const gb11643 = {
  check: (number: string) => checkCharacter(number) === number.charAt(17),
  day: (number: string) => number.slice(6, 14),
  sexAt: 16,
};
const provinceAt = (from: number, to: number) => (number: string) => {
  const digits = number.slice(0, to);
  return { digits, exists: PROVINCES.includes(number.slice(from, to)) };
};

/** Devices.md 3, a row each. Lower-case x is wrong: no card has it. */
const forms: Readonly<Record<IdNumberKind, Form>> = {
  resident: { ...gb11643, pattern: /^[0-9]{17}[0-9X]$/, region: provinceAt(0, 2) },
  hmt: {
    ...gb11643,
    pattern: /^[0-9]{17}[0-9X]$/,
    region: (number) => ({ digits: number.slice(0, 6), exists: PERMIT_REGIONS.includes(number.slice(0, 6)) }),
  },
  'foreigner-2023': { ...gb11643, pattern: /^9[0-9]{16}[0-9X]$/, region: provinceAt(1, 3) },
  'foreigner-2017': {
    pattern: /^[A-Z]{3}[0-9]{12}$/,
    region: () => ({ digits: '', exists: true }),
    // A maker's own specimen does not satisfy it: a wrong check digit here is a remark, and no fault.
    check: () => true,
    day: (number) => number.slice(7, 13),
    sexAt: 13,
  },
};

/** Whether the day inside a number exists; of two digits of a year either century may be meant. */
const hasDay = (day: string) =>
  day.length === 8 ? isCompactDay(day) : isCompactDay(`19${day}`) || isCompactDay(`20${day}`);

/** The first thing wrong with the number, or `undefined` when it is well formed. */
export function checkIdNumber(number: string, kind: IdNumberKind = 'resident'): IdNumberFault | undefined {
  const { pattern, check, region, day } = forms[kind];
  if (!pattern.test(number)) return 'number-form';
  if (!check(number)) return 'number-check';
  if (!region(number).exists) return 'number-region';
  return hasDay(day(number)) ? undefined : 'number-date';
}

/** Of a number of the right form: the day inside it, `YYYYMMDD` or `YYMMDD`. */
export const dayInNumber = (number: string, kind: IdNumberKind): string => forms[kind].day(number);
/** Of a number of the right form: the digits that name its region. */
export const regionInNumber = (number: string, kind: IdNumberKind): string => forms[kind].region(number).digits;
/** Of a number of the right form, GB/T 2261.1: `1` male, `2` female. */
export const sexInNumber = (number: string, kind: IdNumberKind): '1' | '2' =>
  Number(number[forms[kind].sexAt]) % 2 === 1 ? '1' : '2';

/** Of which kind a number is that somebody shows or types. */
export function kindOfIdNumber(number: string): IdNumberKind {
  if (/^[A-Z]/.test(number)) return 'foreigner-2017';
  if (number.startsWith('9')) return 'foreigner-2023';
  return PERMIT_REGIONS.includes(number.slice(0, 6)) ? 'hmt' : 'resident';
}

/**
 * The number of today for one of the first generation, which is met only when typed (devices.md 3.2). `undefined`: not of
 * that form, or of somebody over a hundred, whose century is not in it.
 */
export function toEighteen(fifteen: string): string | undefined {
  if (!/^[0-9]{15}$/.test(fifteen) || Number(fifteen.slice(12)) >= 996) return undefined;
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return seventeen + checkCharacter(seventeen);
}
