import { ok, type Result } from '../../../shared/result.ts';
import {
  exchange,
  readByTag,
  readRecord,
  selectEnvironment,
  selectFile,
  type ApduAnswer,
  type Transmit,
} from './apdu.ts';
import { nameOf, records, textOf, valueOf, type SocialField } from './records.ts';

/** What anybody may read of the card; of a third-generation card it is all that anybody may read (devices.md 6.4). */
export interface OpenData {
  readonly cardId: string;
  readonly specVersion: string;
  readonly cardNumber: string;
}

export interface SocialCard extends OpenData {
  readonly name: string;
  readonly number: string;
  /** `YYYYMMDD`, or empty. */
  readonly validTo: string;
}

export type SocialCardFailure =
  /** No social-security environment on it: a bank card, a transport card. Nothing is kept. */
  | { readonly is: 'other-card' }
  /** The holder's data are closed (6982); the card is sound. What is open comes along. */
  | { readonly is: 'needs-authorisation'; readonly open: OpenData }
  | { readonly is: 'blocked' }
  /** An answer that the sheet does not foresee; `detail` names the field and the status word. */
  | { readonly is: 'unreadable'; readonly detail: string }
  | { readonly is: 'malformed'; readonly field: SocialField };

type Read<T> = Result<T, SocialCardFailure>;
const not = (failure: SocialCardFailure) => ({ ok: false, failure }) as const;

const words = (answer: ApduAnswer | undefined) => answer?.status.toString(16).toUpperCase().padStart(4, '0') ?? 'none';

/** A card without this way of asking says so in one of these; it is then asked by the number of the record. */
const ASKED_OTHERWISE = ['function-not-supported', 'bad-parameters'];

async function choose(transmit: Transmit, file: number): Promise<ApduAnswer | undefined> {
  const answer = await exchange(transmit, selectFile(file));
  return answer?.meaning === 'bad-parameters' ? exchange(transmit, selectFile(file, 0x00)) : answer;
}

/** The value's bytes, the reader's to wipe; `null` where this card has no such record. */
async function fetch(transmit: Transmit, field: SocialField): Promise<Read<Uint8Array | null>> {
  const { record, tag, bytes } = records[field];
  let answer = await exchange(transmit, readByTag(tag, bytes + 2));
  const isByNumber = answer !== undefined && ASKED_OTHERWISE.includes(answer.meaning);
  if (isByNumber) answer = await exchange(transmit, readRecord(record, bytes + 2));
  if (answer?.meaning === 'record-not-found') return ok(null);
  if (answer?.meaning === 'needs-authentication') return not({ is: 'unreadable', detail: '6982' });
  if (answer?.meaning !== 'ok') return not({ is: 'unreadable', detail: `${field}: ${words(answer)}` });
  // Without the name's continuation the records behind it move up by one: another's tag there means that it is absent.
  const isAbsent = isByNumber && field === 'nameExtension' && answer.data[0] !== tag;
  if (isAbsent) return ok(null);
  const value = valueOf(field, answer.data);
  return value ? ok(value) : not({ is: 'malformed', field });
}

async function text(transmit: Transmit, field: SocialField): Promise<Read<string>> {
  const value = await fetch(transmit, field);
  if (!value.ok) return value;
  if (value.value === null) return ok('');
  const decoded = textOf(field, value.value);
  value.value.fill(0);
  return decoded === undefined ? not({ is: 'malformed', field }) : ok(decoded);
}

async function holderOf(transmit: Transmit, open: OpenData): Promise<Read<{ name: string; number: string }>> {
  const closed = not({ is: 'needs-authorisation', open });
  const isClosed = (read: Read<unknown>) =>
    !read.ok && read.failure.is === 'unreadable' && read.failure.detail === '6982';
  const file = await choose(transmit, 0xef06);
  if (file?.meaning === 'needs-authentication') return closed;
  if (file?.meaning !== 'ok') return not({ is: 'unreadable', detail: `EF06: ${words(file)}` });
  const number = await text(transmit, 'number');
  if (isClosed(number)) return closed;
  if (!number.ok) return number;
  const name = await fetch(transmit, 'name');
  if (isClosed(name)) return closed;
  if (!name.ok) return name;
  const extension = await fetch(transmit, 'nameExtension'); // absent on cards of 1.00
  if (!extension.ok) return extension;
  const whole = nameOf(name.value ?? new Uint8Array(), extension.value ?? new Uint8Array());
  name.value?.fill(0);
  extension.value?.fill(0);
  return whole === undefined ? not({ is: 'malformed', field: 'name' }) : ok({ name: whole, number: number.value });
}

/**
 * Reads what the card gives without PIN or PSAM (devices.md 6.2 to 6.4): its own data, and of versions 1.00 and 2.00 name
 * and number. Rejects when the card goes in the middle of it.
 */
export async function readSocialCard(transmit: Transmit): Promise<Read<SocialCard>> {
  const environment = await exchange(transmit, selectEnvironment());
  if (environment?.meaning === 'file-not-found') return not({ is: 'other-card' });
  if (environment?.meaning === 'file-invalidated' || environment?.meaning === 'blocked') return not({ is: 'blocked' });
  if (environment?.meaning !== 'ok') return not({ is: 'unreadable', detail: `environment: ${words(environment)}` });

  const issuer = await choose(transmit, 0xef05);
  if (issuer?.meaning !== 'ok') return not({ is: 'unreadable', detail: `EF05: ${words(issuer)}` });
  const cardId = await text(transmit, 'cardId');
  if (!cardId.ok) return cardId;
  const specVersion = await text(transmit, 'specVersion');
  if (!specVersion.ok) return specVersion;
  const cardNumber = await text(transmit, 'cardNumber');
  if (!cardNumber.ok) return cardNumber;
  const open = { cardId: cardId.value, specVersion: specVersion.value, cardNumber: cardNumber.value };
  const validTo = await text(transmit, 'validTo'); // closed on third-generation cards, and not worth a refusal

  const holder = await holderOf(transmit, open);
  return holder.ok ? ok({ ...open, ...holder.value, validTo: validTo.ok ? validTo.value : '' }) : holder;
}
