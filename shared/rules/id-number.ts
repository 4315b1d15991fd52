/** The first thing wrong with a citizen number; the names and their order are those of devices.md 2.4, rows 10 to 13. */
export type IdNumberFault = 'number-form' | 'number-check' | 'number-region' | 'number-date';

/** GB/T 2260: the first two digits. Only these: a number keeps its district, and districts are abolished every year. */
const PROVINCES =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' ');

// GB 11643-1999: weights of characters 1 to 17, and the check character for each remainder by 11.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The check character of the first 17 digits (GB 11643-1999). */
export function checkCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0);
  return CHECKS.charAt(sum % 11);
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

/** The first thing wrong with the number, or `undefined` when it is well formed. Lower-case x is wrong: no card has it. */
export function checkIdNumber(number: string): IdNumberFault | undefined {
  if (!/^[0-9]{17}[0-9X]$/.test(number)) return 'number-form';
  if (checkCharacter(number) !== number.charAt(17)) return 'number-check';
  if (!PROVINCES.includes(number.slice(0, 2))) return 'number-region';
  if (!isCompactDay(number.slice(6, 14))) return 'number-date';
  return undefined;
}
