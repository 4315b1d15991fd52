import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fail } from '../../../shared/failure.ts';
import { ok } from '../../../shared/result.ts';
import { bytesOf, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { manualClock } from '../../platform/manual-clock.ts';
import { answerOf, exchange, meaningOf, readByTag, readRecord, selectEnvironment, selectFile } from './apdu.ts';
import type { SlotPort } from './contract.ts';
import { createSocialCardReader, READ_TIMEOUT_MS } from './driver.ts';
import { readSocialCard } from './read-social-card.ts';
import { fieldWithTag, nameOf, records, textOf, valueOf, type SocialField } from './records.ts';
import { simulatedSocialCards as cards } from './simulated-cards.ts';
import { simulateSlots, simulateSocialCard, type SimulatedSocialCard } from './simulator.ts';

const commands: Record<string, Uint8Array> = {
  'ssc-select-environment': selectEnvironment(),
  'ssc-select-ef05': selectFile(0xef05),
  'ssc-select-ef06': selectFile(0xef06),
};

test.each(vectorsOf('apdu'))('$id is written byte by byte', ({ id, hex }) => {
  expect(hexOf(commands[id]!)).toBe(hex);
});

test.each(vectorsOf('apdu-status'))('$id has its meaning', ({ hex, expect: { meaning } }) => {
  expect(meaningOf(Number.parseInt(hex, 16))).toBe(meaning);
});

test.each(vectorsOf('ssc-record'))('$id is asked for and understood', (vector) => {
  const { file, record, tag, field, value } = vector.expect as Record<'file' | 'field' | 'value', string> & {
    record: number;
    tag: number;
  };
  const row = records[field as SocialField];
  expect({ file: row.file.toString(16).toUpperCase(), record: row.record, tag: row.tag }).toEqual({
    file,
    record,
    tag,
  });
  expect(hexOf(readRecord(record, row.bytes + 2))).toBe(vector.read);
  expect(hexOf(readByTag(tag, row.bytes + 2))).toBe(vector.readByTag);
  const { data } = answerOf(bytesOf(vector.hex))!;
  expect(fieldWithTag(data[0]!)).toBe(field);
  expect(textOf(field as SocialField, valueOf(field as SocialField, data)!)).toBe(value);
});

test.each(vectorsOf('ssc-record-pair'))('$id: the bytes are joined before they are letters', (vector) => {
  const valueIn = (field: SocialField, hex: string) => valueOf(field, answerOf(bytesOf(hex))!.data)!;
  const name = nameOf(valueIn('name', vector.hexName), valueIn('nameExtension', vector.hexExtension));
  expect(name).toBe(vector.expect.value);
});

/** One card through a whole read: the simulator keeps which file is chosen. */
const readWhole = (card: SimulatedSocialCard) => {
  const chip = simulateSocialCard(card);
  return readSocialCard(async (command) => chip(command));
};

describe('a card', () => {
  const quirks: Record<string, SimulatedSocialCard['quirks']> = {
    'of no quirks': {},
    'asked by the number of the record': { noTags: true },
    'chosen with P1 = 00': { plainSelect: true },
    'with a length of its own': { exactLength: true },
    'whose rest waits': { restWaits: true },
    'of all quirks': { noTags: true, plainSelect: true, exactLength: true, restWaits: true },
  };
  test.each(Object.keys(quirks))('%s gives number and name', async (name) => {
    const card = { ...cards.second, quirks: quirks[name]! };
    expect(await readWhole(card)).toEqual(
      ok({
        cardId: '110000D1560000050000000000000001',
        specVersion: '2.00',
        cardNumber: 'A00000001',
        name: '阿依古丽·买买提依明',
        number: '110000199207310046',
        validTo: '20280901',
      }),
    );
  });

  test('of 1.00 has no continuation of the name', async () => {
    expect(await readWhole(cards.first)).toMatchObject({ ok: true, value: { specVersion: '1.00', name: '样本丁' } });
  });

  test('of 1.00 that is asked by number only has its records moved up, and no name of somebody else', async () => {
    const card = { ...cards.first, quirks: { noTags: true } };
    expect(await readWhole(card)).toMatchObject({ ok: true, value: { name: '样本丁', number: '110000198502170053' } });
  });

  test('with a long name has it whole, though a letter is divided between two records', async () => {
    expect(await readWhole(cards.longName)).toMatchObject({ value: { name: '阿卜杜热合曼·穆罕默德艾力·买买提' } });
  });

  test('of the third generation says what is open and that the rest needs authorisation', async () => {
    expect(await readWhole(cards.third)).toEqual({
      ok: false,
      failure: {
        is: 'needs-authorisation',
        open: { cardId: '110000D1560000050000000000000003', specVersion: '3.00', cardNumber: 'A00000003' },
      },
    });
  });

  test('of a bank is named, and nothing is asked of it after the SELECT', async () => {
    const asked: string[] = [];
    const chip = simulateSocialCard(cards.bank);
    const transmit = async (command: Uint8Array) => {
      asked.push(hexOf(command));
      return chip(command);
    };
    expect(await readSocialCard(transmit)).toEqual({ ok: false, failure: { is: 'other-card' } });
    expect(asked).toEqual([hexOf(selectEnvironment())]);
  });
});

test('a length is asked for again once and no more', async () => {
  let asked = 0;
  await exchange(
    async () => {
      asked += 1;
      return Uint8Array.of(0x6c, asked);
    },
    readByTag(7, 0x0b),
  );
  expect(asked).toBe(2);
});

test('PIN and external authentication are never sent, whatever the card says', async () => {
  const status = fc.constantFrom(0x9000, 0x6100, 0x6c05, 0x6982, 0x6983, 0x63c2, 0x6a82, 0x6a83, 0x6a86);
  const answer = fc.tuple(fc.uint8Array({ maxLength: 40 }), status);
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 30, maxLength: 30 }), async (answers) => {
      const instructions = new Set<number>();
      let at = 0;
      await readSocialCard(async (command) => {
        instructions.add(command[1]!);
        const [data, word] = answers[at++ % answers.length]!;
        return Uint8Array.of(...data, word >> 8, word & 0xff);
      });
      expect([...instructions].every((ins) => [0xa4, 0xb2, 0xc0].includes(ins))).toBe(true);
    }),
  );
});

test('an answer without a status, or with another tag or length, is no value', () => {
  expect(answerOf(Uint8Array.of(0x90))).toBeUndefined();
  expect(valueOf('cardNumber', bytesOf('0909413030303030303031'))).toBeUndefined();
  expect(valueOf('cardNumber', bytesOf('07084130303030303031'))?.length).toBe(8);
  expect(valueOf('cardNumber', bytesOf('070941303030'))).toBeUndefined();
  expect(textOf('birth', bytesOf('1992AB31'))).toBeUndefined();
  expect(textOf('name', bytesOf('B0'))).toBeUndefined();
});

function slot() {
  const clock = manualClock('2026-11-21T09:00:00+08:00');
  const { open, bench } = simulateSlots();
  const reader = createSocialCardReader(open, { clock });
  const inTime = async <T>(promise: Promise<T>) => {
    const pending = { yes: true };
    void promise.finally(() => (pending.yes = false));
    for (let passed = 0; pending.yes && passed < 20_000; passed += 50) await clock.advance(50);
    return promise;
  };
  return { clock, bench, reader, read: () => inTime(reader.read()) };
}

describe('in the slot', () => {
  test('a card is read once, and again after it was out', async () => {
    const { bench, reader, read, clock } = slot();
    await clock.advance(0);
    expect(await read()).toEqual(fail('reader/no-card'));
    bench.insert(cards.second);
    const whole = ok({ name: '阿依古丽·买买提依明', number: '110000199207310046', validTo: '2028-09-01', remarks: [] });
    expect(await read()).toEqual(whole);
    expect(await reader.presence()).toBe('lies');
    expect(await read()).toEqual(fail('reader/no-card'));
    bench.take();
    expect(await reader.presence()).toBe('lifted');
    bench.insert(cards.second);
    expect(await read()).toEqual(whole);
  });

  test.each([
    ['third', 'reader/needs-authorisation'],
    ['bank', 'reader/unsupported-card'],
  ] as const)('the %s is answered %s', async (which, code) => {
    const { bench, read, clock } = slot();
    await clock.advance(0);
    bench.insert(cards[which]);
    expect(await read()).toMatchObject({ failure: { code } });
  });

  test.each(Array.from({ length: 10 }, (_, i) => i))(
    'a card taken out after %d answers is said to have moved',
    async (n) => {
      const { bench, read, clock } = slot();
      await clock.advance(0);
      bench.insert(cards.second);
      bench.takeAfter(n);
      expect(await read()).toMatchObject({ failure: { code: 'reader/moved' } });
    },
  );

  test('a card that falls silent is given up in time, and the next is read', async () => {
    const { bench, read, clock } = slot();
    await clock.advance(0);
    bench.insert(cards.second);
    bench.stayMute(true);
    const began = clock.monotonic();
    expect(await read()).toMatchObject({ failure: { code: 'reader/unreadable' } });
    expect(clock.monotonic() - began).toBeLessThanOrEqual(READ_TIMEOUT_MS + 50);
    bench.stayMute(false);
    bench.take();
    bench.insert(cards.first);
    expect(await read()).toMatchObject({ value: { name: '样本丁' } });
  });

  test('a damaged answer is never taken', async () => {
    const { bench, read, clock } = slot();
    await clock.advance(0);
    bench.insert(cards.second);
    bench.damageNextAnswer();
    expect(await read()).toMatchObject({ failure: { code: 'reader/invalid-card' } });
  });

  test('what comes and goes in another slot does not make a read card lifted, nor a new one forgotten', async () => {
    const clock = manualClock('2026-11-21T09:00:00+08:00');
    let tell: Parameters<SlotPort['onCard']>[0] = () => undefined;
    const port: SlotPort = {
      onCard: (listener) => void (tell = listener),
      onSlots: (listener) => listener(2),
      onLost: () => undefined,
      close: async () => undefined,
    };
    const cardIn = (card: SimulatedSocialCard) => {
      const chip = simulateSocialCard(card);
      return { transmit: async (command: Uint8Array) => chip(command), release: async () => undefined };
    };
    const reader = createSocialCardReader(async () => port, { clock });
    await clock.advance(0);
    const [contact, other] = [cardIn(cards.second), cardIn(cards.bank)];
    tell(contact, true);
    expect(await reader.read()).toMatchObject({ ok: true });
    tell(other, true);
    expect(await reader.read()).toMatchObject({ failure: { code: 'reader/unsupported-card' } });
    tell(other, false);
    expect(await reader.presence()).toBe('lies');
    tell(contact, false);
    expect(await reader.presence()).toBe('lifted');
  });

  test('a reader pulled out is absent, and back when it is plugged in', async () => {
    const { bench, reader, read, clock } = slot();
    const states: string[] = [];
    reader.onState((state) => states.push(state));
    await clock.advance(0);
    bench.insert(cards.second);
    bench.unplug();
    expect(await read()).toEqual(fail('reader/disconnected'));
    bench.replug();
    bench.insert(cards.first);
    expect(await read()).toMatchObject({ ok: true });
    expect(states).toEqual(['ready', 'absent', 'ready']);
  });
});

test('a card whose number does not hold is refused, whatever is wrong with it', async () => {
  const { bench, read, clock } = slot();
  await clock.advance(0);
  bench.insert({ ...cards.second, values: { ...cards.second.values, number: '110000199207310047' } });
  expect(await read()).toEqual(fail('reader/invalid-card', 'number-check'));
  expect((await read()).ok).toBe(false);
});
