import { z } from 'zod';

/**
 * What leaves the card reader's border: no address, no ethnicity, and no photo but where a decoder is licensed. The kiosk asks no more than an application
 * needs (PIPL 6).
 */
export interface CardHolder {
  /** In Chinese where the card has it. */
  readonly name: string;
  /** Of a citizen, a Hong Kong, Macau or Taiwan resident or a foreigner: well formed for its kind (`checkIdNumber`). */
  readonly number: string;
  /** `null`: 长期. A calendar day `YYYY-MM-DD` otherwise. */
  readonly validTo: string | null;
  readonly remarks: readonly CardRemark[];
  /** PNG, where the station has a licensed decoder. The taker's to wipe: an application does not need it. */
  readonly photo?: Uint8Array;
}

/** What is odd about a card that is accepted all the same (devices.md 2.4). `private-use`: a letter that no screen can show. */
export const cardRemarks = [
  'number-sex',
  'number-check',
  'ethnicity-unknown',
  'country-unknown',
  'private-use',
] as const;
export type CardRemark = (typeof cardRemarks)[number];

/** Mainland phone numbers as people say them: a mobile of 11 digits, or area code and number of 10 to 12. */
export const Phone = z.string().regex(/^(1[3-9]\d{9}|0[1-9]\d{8,10})$/);
