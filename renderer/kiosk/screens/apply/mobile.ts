import { Phone } from '../../../../shared/domain/resident.ts';

export const MOBILE_DIGITS = 11;

export type MobileCheck =
  | { readonly state: 'empty' }
  | { readonly state: 'short'; readonly left: number }
  | { readonly state: 'wrong' }
  | { readonly state: 'right' };

/** What can be said of a number while it is being written. Its beginning is judged as soon as it is there. */
export function checkMobile(digits: string): MobileCheck {
  if (digits === '') return { state: 'empty' };
  if (!/^1([3-9]|$)/.test(digits)) return { state: 'wrong' };
  if (digits.length < MOBILE_DIGITS) return { state: 'short', left: MOBILE_DIGITS - digits.length };
  return Phone.safeParse(digits).success && digits.length === MOBILE_DIGITS ? { state: 'right' } : { state: 'wrong' };
}

/** 138 1234 5678, as one reads it out; the digits that are not there yet are not shown. */
export const inGroups = (digits: string) =>
  [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter((group) => group !== '');
