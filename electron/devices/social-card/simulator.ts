import type { InsertedCard, SlotPort } from './contract.ts';
import { readByTag, readRecord, selectEnvironment, selectFile } from './apdu.ts';
import { records, type SocialField } from './records.ts';
import { lossOfWire } from '../wires/wire.ts';
import { encodeText } from '../printer/text.ts';

/** What a simulated card answers; `closed` is the third generation's, `other` a bank card's. */
export interface SimulatedSocialCard {
  readonly kind: 'open' | 'closed' | 'other';
  readonly values: Readonly<Partial<Record<SocialField, string>>>;
  /** Cards differ in what they are asked for: by tag or not, with P1 = 00, with a length of their own, rest on demand. */
  readonly quirks?: {
    readonly noTags?: boolean;
    readonly plainSelect?: boolean;
    readonly exactLength?: boolean;
    readonly restWaits?: boolean;
  };
}

const CLOSED: readonly SocialField[] = ['issuedOn', 'validTo'];
const status = (word: number) => [word >> 8, word & 0xff];
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

function bytesOf(field: SocialField, text: string): Uint8Array {
  const { bytes, coding } = records[field];
  const value = new Uint8Array(bytes).fill(coding === 'bcd' ? 0xff : 0);
  if (coding === 'ascii') value.set(Buffer.from(text, 'latin1'));
  else if (coding === 'gb18030') value.set(encodeText(text));
  else value.set(Buffer.from(text.padEnd(bytes * 2, coding === 'bcd' ? 'F' : '0'), 'hex'));
  return value;
}

/** The name's bytes go on in the extension, in the middle of a character where it falls so. */
function valuesOf({ values }: SimulatedSocialCard): Partial<Record<SocialField, Uint8Array>> {
  const encoded: Partial<Record<SocialField, Uint8Array>> = {};
  for (const [field, text] of Object.entries(values) as [SocialField, string][]) {
    if (field !== 'name') encoded[field] = bytesOf(field, text);
  }
  const name = encodeText(values.name ?? '');
  const { bytes } = records.name;
  const [head, rest] = [new Uint8Array(bytes), new Uint8Array(records.nameExtension.bytes)];
  head.set(name.subarray(0, bytes));
  rest.set(name.subarray(bytes));
  if (name.length > 0) encoded.name = head;
  if (name.length > bytes) encoded.nameExtension = rest;
  return encoded;
}

/** A card at the level of APDUs: the other direction of read-social-card.ts. */
export function simulateSocialCard(card: SimulatedSocialCard): (command: Uint8Array) => Uint8Array {
  const values = valuesOf(card);
  const quirks = card.quirks ?? {};
  let file: number | undefined;
  let waiting = new Uint8Array();

  const give = (data: Uint8Array, le: number | undefined): number[] => {
    if (quirks.exactLength && le !== undefined && le !== data.length) return status(0x6c00 | data.length);
    if (!quirks.restWaits) return [...data, ...status(0x9000)];
    waiting = Uint8Array.from(data);
    return status(0x6100 | data.length);
  };

  const read = (fields: readonly SocialField[], le: number): number[] => {
    const field = fields.find((name) => values[name]);
    if (!field) return status(0x6a83);
    if (card.kind === 'closed' && CLOSED.includes(field)) return status(0x6982);
    const value = values[field]!;
    return give(Uint8Array.of(records[field].tag, value.length, ...value), le);
  };

  const answer = (command: Uint8Array): number[] => {
    const [, ins, p1, p2, le = 0] = command;
    const inFile = (Object.keys(records) as SocialField[]).filter((field) => records[field].file === file);
    if (same(command, selectEnvironment())) return status(card.kind === 'other' ? 0x6a82 : 0x9000);
    if (card.kind === 'other') return status(0x6d00);
    if (ins === 0xa4) {
      const asked = [0xef05, 0xef06].find((id) => same(command, selectFile(id, p1 === 0 ? 0x00 : 0x02)));
      if (quirks.plainSelect && p1 !== 0) return status(0x6a86);
      if (!asked) return status(0x6a82);
      if (asked === 0xef06 && card.kind === 'closed') return status(0x6982);
      file = asked;
      return status(0x9000);
    }
    if (ins === 0xc0) return [...waiting, ...status(0x9000)];
    if (ins === 0xb2 && p2 === readRecord(1, 0)[3]) {
      // What a card does not have is not there: the records behind it move up.
      const there = inFile.filter((field) => values[field]).sort((a, b) => records[a].record - records[b].record);
      return read(there.slice(p1! - 1, p1), le);
    }
    if (ins === 0xb2 && p2 === readByTag(1, 0)[3]) {
      if (quirks.noTags) return status(0x6a86);
      return read(
        inFile.filter((field) => records[field].tag === p1),
        le,
      );
    }
    return status(0x6d00);
  };
  return (command) => Uint8Array.from(answer(command));
}

/** The hands at the slot. */
export interface SocialCardBench {
  insert(card: SimulatedSocialCard): void;
  take(): void;
  /** The reader is unplugged, with what is in it. */
  unplug(): void;
  replug(): void;
  /** From now on the card goes in the middle of a read, after so many answers; `undefined` for never. */
  takeAfter(answers: number | undefined): void;
  damageNextAnswer(): void;
  stayMute(mute: boolean): void;
}

/** A slot with a reader that PC/SC would show. What a card answers is decided in bytes; only the service is left out. */
export function simulateSlots(): { open: () => Promise<SlotPort | undefined>; bench: SocialCardBench } {
  let loss = lossOfWire();
  let pluggedIn = true;
  let laid: ((command: Uint8Array) => Uint8Array) | undefined;
  let tellCard: (card: InsertedCard, isIn: boolean) => void = () => undefined;
  let tellSlots: (count: number) => void = () => undefined;
  let patience: number | undefined;
  let damage = false;
  let mute = false;

  let inside: InsertedCard | undefined;

  const insertedCard = (card: (command: Uint8Array) => Uint8Array): InsertedCard => {
    return {
      transmit: async (command) => {
        if (patience !== undefined && patience-- === 0) take();
        if (laid !== card) throw new Error('SCARD_W_REMOVED_CARD');
        if (mute) await new Promise<never>(() => undefined);
        const answer = card(command);
        if (damage && answer.length > 2) {
          damage = false;
          answer[0]! ^= 0x40;
        }
        return answer;
      },
      release: async () => undefined,
    };
  };
  const take = () => {
    laid = undefined;
    const taken = inside;
    inside = undefined;
    if (taken) tellCard(taken, false);
  };

  return {
    open: async () => {
      loss = lossOfWire();
      return {
        onCard: (listener) => {
          tellCard = listener;
          if (inside) listener(inside, true);
        },
        onSlots: (listener) => {
          tellSlots = listener;
          listener(pluggedIn ? 1 : 0);
        },
        onLost: loss.onLost,
        close: async () => loss.lose(),
      };
    },
    bench: {
      insert: (card) => {
        take();
        laid = simulateSocialCard(card);
        inside = insertedCard(laid);
        tellCard(inside, true);
      },
      take,
      unplug: () => {
        take();
        pluggedIn = false;
        tellSlots(0);
      },
      replug: () => {
        pluggedIn = true;
        tellSlots(1);
      },
      takeAfter: (answers) => void (patience = answers),
      damageNextAnswer: () => void (damage = true),
      stayMute: (on) => void (mute = on),
    },
  };
}
