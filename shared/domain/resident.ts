import { z } from 'zod';

/**
 * What leaves the card reader's border: no photo, no address, no ethnicity. The kiosk asks no more than an application
 * needs (PIPL 6).
 */
export interface CardHolder {
  readonly name: string;
  /** GB 11643: 18 characters, valid check character. */
  readonly number: string;
  /** `null`: 长期. A calendar day `YYYY-MM-DD` otherwise. */
  readonly validTo: string | null;
}

/** Mainland phone numbers as people say them: a mobile of 11 digits, or area code and number of 10 to 12. */
export const Phone = z.string().regex(/^(1[3-9]\d{9}|0[1-9]\d{8,10})$/);
