/** Records of a social-security card: tag, length, value (devices.md 6.3). The order differs between versions, the tags do not. */
export type SocialField =
  | 'cardId'
  | 'cardClass'
  | 'specVersion'
  | 'initAgency'
  | 'issuedOn'
  | 'validTo'
  | 'cardNumber'
  | 'number'
  | 'name'
  | 'nameExtension'
  | 'sex'
  | 'ethnicity'
  | 'birthPlace'
  | 'birth';

type Coding = 'hex' | 'ascii' | 'gb18030' | 'bcd';

export interface RecordRow {
  readonly file: 0xef05 | 0xef06;
  readonly record: number;
  readonly tag: number;
  /** Of the value. */
  readonly bytes: number;
  readonly coding: Coding;
}

const EF05 = 0xef05;
const EF06 = 0xef06;

export const records: Readonly<Record<SocialField, RecordRow>> = {
  cardId: { file: EF05, record: 1, tag: 0x01, bytes: 16, coding: 'hex' },
  cardClass: { file: EF05, record: 2, tag: 0x02, bytes: 1, coding: 'ascii' },
  specVersion: { file: EF05, record: 3, tag: 0x03, bytes: 4, coding: 'ascii' },
  initAgency: { file: EF05, record: 4, tag: 0x04, bytes: 12, coding: 'hex' },
  issuedOn: { file: EF05, record: 5, tag: 0x05, bytes: 4, coding: 'bcd' },
  validTo: { file: EF05, record: 6, tag: 0x06, bytes: 4, coding: 'bcd' },
  cardNumber: { file: EF05, record: 7, tag: 0x07, bytes: 9, coding: 'ascii' },
  number: { file: EF06, record: 1, tag: 0x08, bytes: 18, coding: 'ascii' },
  name: { file: EF06, record: 2, tag: 0x09, bytes: 30, coding: 'gb18030' },
  nameExtension: { file: EF06, record: 3, tag: 0x4e, bytes: 20, coding: 'gb18030' },
  sex: { file: EF06, record: 4, tag: 0x0a, bytes: 1, coding: 'ascii' },
  ethnicity: { file: EF06, record: 5, tag: 0x0b, bytes: 1, coding: 'bcd' },
  birthPlace: { file: EF06, record: 6, tag: 0x0c, bytes: 3, coding: 'bcd' },
  birth: { file: EF06, record: 7, tag: 0x0d, bytes: 4, coding: 'bcd' },
};

export const fieldWithTag = (tag: number) =>
  (Object.keys(records) as SocialField[]).find((field) => records[field].tag === tag);

/**
 * The value of a record that was asked for by `field`; `undefined` when the tag is another one's or the length is not the
 * answer's. An APDU carries no check of its own: the contact interface has parity, and tag, length, the coding of the
 * field and the number's check digit are what refuses a damaged one.
 */
export function valueOf(field: SocialField, data: Uint8Array): Uint8Array | undefined {
  const [tag, length] = data;
  if (tag !== records[field].tag || length !== data.length - 2 || length > records[field].bytes) return undefined;
  return data.subarray(2);
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const until = (bytes: Uint8Array, padding: number) => {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === padding) end -= 1;
  return bytes.subarray(0, end);
};

/** The text of a value, padding removed: zero bytes for text, `F` digits for BCD; `undefined` when it is none of its coding. */
export function textOf(field: SocialField, value: Uint8Array): string | undefined {
  switch (records[field].coding) {
    case 'hex':
      return hex(value);
    case 'bcd': {
      const digits = hex(value).replace(/F+$/, '');
      return /^[0-9]*$/.test(digits) ? digits : undefined;
    }
    case 'ascii': {
      const text = Buffer.from(until(value, 0)).toString('latin1').trimEnd();
      return /^[\x20-\x7e]*$/.test(text) ? text : undefined;
    }
    case 'gb18030':
      return gb18030(value);
  }
}

/** The name and its continuation are one text: a character may be divided between the two records. */
export const nameOf = (name: Uint8Array, extension: Uint8Array) => {
  const joined = new Uint8Array(Buffer.concat([name, extension]));
  const text = gb18030(joined);
  joined.fill(0);
  return text;
};

function gb18030(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(until(bytes, 0)).trimEnd();
  } catch {
    return undefined;
  }
}
