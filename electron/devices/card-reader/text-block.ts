import type { CardHolder } from '../../../shared/domain/resident.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { checkIdNumber, dashedDay, isCompactDay } from '../../../shared/rules/id-number.ts';

/** A resident card's text as it stands on the card, padding removed (devices.md 2.1). Days are YYYYMMDD. */
export interface ResidentCard {
  readonly name: string;
  /** GB/T 2261.1: 0, 1, 2 or 9. */
  readonly sex: string;
  /** GB/T 3304: two digits. Digits outside the table are on real cards and are no reason to refuse. */
  readonly ethnicity: string;
  readonly birth: string;
  readonly address: string;
  readonly number: string;
  readonly issuer: string;
  readonly validFrom: string;
  /** Or 长期. */
  readonly validTo: string;
}

/** Why a block is refused, in the order of devices.md 2.4 (the rows that a resident card can meet). */
export type RefusalName =
  | 'block-length'
  | 'type-letter'
  | 'utf16'
  | 'text-control'
  | 'empty-field'
  | 'sex-code'
  | 'ethnicity-code'
  | 'birth-date'
  | 'number-form'
  | 'number-check'
  | 'number-region'
  | 'number-date'
  | 'number-birth'
  | 'validity-date'
  | 'validity-order';

export interface Refusal {
  readonly refused: RefusalName;
  /** What the sheet names: often the card's own value, so it must not be logged (see `describeRefusal`). */
  readonly detail: string;
}

const BLOCK = 256;
const LETTER_AT = 248;
export const LONG_TERM = '长期';

/** Offset and bytes of each field (devices.md 2.1), in the order of the card. */
const fields: Readonly<Record<keyof ResidentCard, readonly [at: number, bytes: number]>> = {
  name: [0, 30],
  sex: [30, 2],
  ethnicity: [32, 4],
  birth: [36, 16],
  address: [52, 70],
  number: [122, 36],
  issuer: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
};
const fieldNames = Object.keys(fields) as (keyof ResidentCard)[];
const REQUIRED: readonly (keyof ResidentCard)[] = ['name', 'birth', 'number', 'validFrom', 'validTo'];

/** UTF-16LE code units as they are: a TextDecoder would hide lone surrogates. Padding is U+0020, seldom U+0000. */
function textAt(block: Uint8Array, at: number, bytes: number): string {
  let text = '';
  for (let i = at; i < at + bytes; i += 2) text += String.fromCharCode((block[i] ?? 0) | ((block[i + 1] ?? 0) << 8));
  return text.replace(/[ \u0000]+$/, '');
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const CONTROL = /\p{Cc}/u; // C0, DEL, C1

const refuse = (refused: RefusalName, detail = '') => ({ ok: false, failure: { refused, detail } }) as const;

/** The other letters (I, Y: foreigners; J: Hong Kong, Macau, Taiwan) are refused by their letter until they are read. */
export function decodeResidentBlock(block: Uint8Array): Result<ResidentCard, Refusal> {
  if (block.length !== BLOCK) return refuse('block-length', String(block.length));
  const letter = textAt(block, LETTER_AT, 2);
  if (letter !== '') return refuse('type-letter', letter);

  const entries = fieldNames.map((field) => [field, textAt(block, ...fields[field])] as const);
  const card = Object.fromEntries(entries) as Record<keyof ResidentCard, string>;
  const first = (wrong: (field: keyof ResidentCard) => boolean) => fieldNames.find(wrong);

  const torn = first((field) => LONE_SURROGATE.test(card[field]));
  if (torn) return refuse('utf16', torn);
  const control = first((field) => CONTROL.test(card[field]));
  if (control) return refuse('text-control', control);
  const empty = first((field) => REQUIRED.includes(field) && card[field] === '');
  if (empty) return refuse('empty-field', empty);

  if (!/^[0129]$/.test(card.sex)) return refuse('sex-code', card.sex);
  if (!/^[0-9]{2}$/.test(card.ethnicity)) return refuse('ethnicity-code', card.ethnicity);
  if (!isCompactDay(card.birth)) return refuse('birth-date', card.birth);

  const born = card.number.slice(6, 14);
  const fault = checkIdNumber(card.number);
  if (fault === 'number-region') return refuse(fault, card.number.slice(0, 2));
  if (fault === 'number-date') return refuse(fault, born);
  if (fault) return refuse(fault);
  if (born !== card.birth) return refuse('number-birth');

  const endless = card.validTo === LONG_TERM;
  if (!isCompactDay(card.validFrom)) return refuse('validity-date', card.validFrom);
  if (!endless && !isCompactDay(card.validTo)) return refuse('validity-date', card.validTo);
  if (!endless && card.validTo < card.validFrom) return refuse('validity-order');
  return ok(card);
}

/** These details are a length, the type letter or a field's name; every other one may be part of a person. */
const HARMLESS: readonly RefusalName[] = ['block-length', 'type-letter', 'utf16', 'text-control', 'empty-field'];

/** For the log. */
export const describeRefusal = ({ refused, detail }: Refusal) =>
  HARMLESS.includes(refused) ? `${refused}: ${detail}` : refused;

/** What leaves the reader's border. An expired card leaves it too: validity is a rule of business elsewhere. */
export const toCardHolder = ({ name, number, validTo }: ResidentCard): CardHolder => ({
  name,
  number,
  validTo: validTo === LONG_TERM ? null : dashedDay(validTo),
});

/** The block of a card, for simulators. */
export function encodeResidentBlock(card: ResidentCard): Uint8Array {
  const block = new Uint8Array(BLOCK);
  for (let at = 0; at < BLOCK; at += 2) block[at] = 0x20;
  for (const field of fieldNames) {
    const [at, bytes] = fields[field];
    if (card[field].length * 2 > bytes) throw new Error(`${field} is longer than its ${bytes} bytes`);
    [...Array(card[field].length).keys()].forEach((i) => {
      const unit = card[field].charCodeAt(i);
      block.set([unit & 0xff, unit >> 8], at + 2 * i);
    });
  }
  return block;
}
