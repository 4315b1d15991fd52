import countries from 'i18n-iso-countries/codes.json' with { type: 'json' };
import type { CardHolder, CardRemark } from '../../../shared/domain/resident.ts';
import { ok, type Result } from '../../../shared/result.ts';
import {
  checkDigit2017,
  checkIdNumber,
  dashedDay,
  dayInNumber,
  isCompactDay,
  regionInNumber,
  sexInNumber,
} from '../../../shared/rules/id-number.ts';
import { cardTypes, layoutOf, type CardType, type layouts } from './card-layouts.ts';

/** A card's text as it stands on the card, padding removed; days are YYYYMMDD, and `validTo` may be 长期. */
export type CardOf<T extends CardType> = { readonly type: T } & {
  readonly [F in keyof (typeof layouts)[T]['fields']]: string;
};
export type Card = { [T in CardType]: CardOf<T> }[CardType];

/** Why a block is refused, in the order of devices.md 2.4. */
export type RefusalName =
  | 'block-length'
  | 'type-letter'
  | 'utf16'
  | 'text-control'
  | 'empty-field'
  | 'sex-code'
  | 'ethnicity-code'
  | 'country-code'
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

export interface ReadCard {
  readonly card: Card;
  /** What is odd about a card that is accepted all the same. */
  readonly remarks: readonly CardRemark[];
}

const BLOCK = 256;
const LETTER_AT = 248;
export const LONG_TERM = '长期';
/** GB/T 3304-1991. Real cards carry others too, which is a remark. */
const isEthnicity = (code: string) => (code >= '01' && code <= '56') || code === '97' || code === '98';

/** UTF-16LE code units as they are: a TextDecoder would hide lone surrogates. */
function unitsAt(block: Uint8Array, at: number, bytes: number): string {
  let text = '';
  for (let i = at; i < at + bytes; i += 2) text += String.fromCharCode((block[i] ?? 0) | ((block[i + 1] ?? 0) << 8));
  return text;
}
/** Padding is U+0020, seldom U+0000. */
const trimmed = (text: string) => text.replace(/[ \u0000]+$/, '');

/** ISO 3166-1, taken over by GB/T 2659.1-2022: three letters, second of each row. */
const alpha3 = new Set(countries.map(([, letters]) => letters));

const LONE_SURROGATE = /\p{Surrogate}/u;
const CONTROL = /\p{Cc}/u; // C0, DEL, C1
const PRIVATE_USE = /\p{Co}/u;

const refuse = (refused: RefusalName, detail = '') => ({ ok: false, failure: { refused, detail } }) as const;

export function decodeCardBlock(block: Uint8Array): Result<ReadCard, Refusal> {
  if (block.length !== BLOCK) return refuse('block-length', String(block.length));
  const letter = trimmed(unitsAt(block, LETTER_AT, 2));
  const type = cardTypes.find((one) => layoutOf(one).letter === letter);
  if (type === undefined) return refuse('type-letter', letter);

  const { fields, required } = layoutOf(type);
  const read = Object.entries(fields).map(
    ([field, places]) => [field, trimmed(places.map((place) => unitsAt(block, ...place)).join(''))] as const,
  );
  const card = { type, ...Object.fromEntries(read) } as unknown as Card;
  const refused = refuseText(read, required) ?? refuseCodes(card) ?? refuseNumber(card) ?? refuseValidity(card);
  return refused ?? ok({ card, remarks: remarksOn(card) });
}

function refuseText(read: readonly (readonly [field: string, text: string])[], required: readonly string[]) {
  const first = (wrong: (text: string) => boolean) => read.find(([, text]) => wrong(text))?.[0];
  const torn = first((text) => LONE_SURROGATE.test(text));
  if (torn) return refuse('utf16', torn);
  const control = first((text) => CONTROL.test(text));
  if (control) return refuse('text-control', control);
  const given = new Map(read);
  const empty = required.find((field) => given.get(field) === '');
  return empty === undefined ? undefined : refuse('empty-field', empty);
}

function refuseCodes(card: Card) {
  if (!/^[0129]$/.test(card.sex)) return refuse('sex-code', card.sex);
  if ('ethnicity' in card && !/^[0-9]{2}$/.test(card.ethnicity)) return refuse('ethnicity-code', card.ethnicity);
  if ('country' in card && !/^[A-Z]{3}$/.test(card.country)) return refuse('country-code', card.country);
  return isCompactDay(card.birth) ? undefined : refuse('birth-date', card.birth);
}

function refuseNumber({ type, number, birth }: Card) {
  const fault = checkIdNumber(number, type);
  if (fault === 'number-region') return refuse(fault, regionInNumber(number, type));
  if (fault === 'number-date') return refuse(fault, dayInNumber(number, type));
  if (fault) return refuse(fault);
  return birth.endsWith(dayInNumber(number, type)) ? undefined : refuse('number-birth');
}

function refuseValidity({ validFrom, validTo }: Card) {
  if (!isCompactDay(validFrom)) return refuse('validity-date', validFrom);
  if (validTo === LONG_TERM) return undefined;
  if (!isCompactDay(validTo)) return refuse('validity-date', validTo);
  return validTo < validFrom ? refuse('validity-order') : undefined;
}

function remarksOn(card: Card): readonly CardRemark[] {
  const { type, number, sex } = card;
  const said: readonly (readonly [CardRemark, boolean])[] = [
    ['number-sex', /^[12]$/.test(sex) && sexInNumber(number, type) !== sex],
    ['number-check', type === 'foreigner-2017' && checkDigit2017(number.slice(0, 14)) !== number.charAt(14)],
    ['ethnicity-unknown', 'ethnicity' in card && !isEthnicity(card.ethnicity)],
    ['country-unknown', 'country' in card && !alpha3.has(card.country)],
    ['private-use', Object.values(card).some((text) => PRIVATE_USE.test(text))],
  ];
  return said.filter(([, holds]) => holds).map(([remark]) => remark);
}

/** These details are a length, the type letter or a field's name; every other one may be part of a person. */
const HARMLESS: readonly RefusalName[] = ['block-length', 'type-letter', 'utf16', 'text-control', 'empty-field'];

/** For the log. */
export const describeRefusal = ({ refused, detail }: Refusal) =>
  HARMLESS.includes(refused) ? `${refused}: ${detail}` : refused;

/** What leaves the reader's border. An expired card leaves it too: validity is a rule of business elsewhere. */
export const toCardHolder = ({ card, remarks }: ReadCard): CardHolder => ({
  name: 'name' in card ? card.name : card.nameZh || card.nameEn,
  number: card.number,
  validTo: card.validTo === LONG_TERM ? null : dashedDay(card.validTo),
  remarks,
});

/** The block of a card, for simulators. */
export function encodeCardBlock(card: Card): Uint8Array {
  const block = new Uint8Array(BLOCK);
  for (let at = 0; at < BLOCK; at += 2) block[at] = 0x20;
  const put = (text: string, at: number) =>
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).forEach((unit, i) =>
      block.set([unit & 0xff, unit >> 8], at + 2 * i),
    );
  const { letter, fields } = layoutOf(card.type);
  const texts = card as unknown as Readonly<Record<string, string>>;
  for (const [field, places] of Object.entries(fields)) {
    let rest = texts[field]!;
    for (const [at, bytes] of places) {
      put(rest.slice(0, bytes / 2), at);
      rest = rest.slice(bytes / 2);
    }
    if (rest !== '') throw new Error(`${field} is longer than its place`);
  }
  put(letter, LETTER_AT);
  return block;
}
