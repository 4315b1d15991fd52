import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { framings, type Framing } from '../../electron/devices/card-reader/framings.ts';
import { inventCard } from '../../electron/devices/card-reader/invented-people.ts';
import { commands, isAnswerTo, type Question } from '../../electron/devices/card-reader/sdt-commands.ts';
import { answerOf, encodeAnswer, frameStream, LEAST_ANSWER } from '../../electron/devices/card-reader/sdt-frame.ts';
import { decodeCardBlock, encodeCardBlock } from '../../electron/devices/card-reader/text-block.ts';
import { decodeAnswers } from '../../electron/devices/printer/answers.ts';
import { hidPosReports, hidPosStream } from '../../electron/devices/scanner/hid-pos.ts';
import { readSocialCard } from '../../electron/devices/social-card/read-social-card.ts';
import { simulatedSocialCards } from '../../electron/devices/social-card/simulated-cards.ts';
import { simulateSocialCard } from '../../electron/devices/social-card/simulator.ts';
import { isLong, say, seed, seeded, type Random } from './random.ts';

// A million of a kind in the long form, five kinds: nothing throws, nothing is taken whose check or shape is wrong.
const EACH = isLong ? 1_000_000 : 8_000;
const GROWTH_BYTES = 24 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = () => {
  collect();
  return process.memoryUsage().heapUsed;
};

/** Runs it warm, then counts the heap before and after. */
async function withoutGrowth(work: () => void | Promise<void>): Promise<void> {
  const before = heap();
  await work();
  expect(heap() - before).toBeLessThan(GROWTH_BYTES);
}

/** Changes one byte or many, cuts, doubles, or makes noise of it. */
function damaged(bytes: Uint8Array, { below, next }: Random): Uint8Array {
  const kind = below(6);
  const changed = Uint8Array.from(bytes);
  if (kind === 0) return changed.slice(0, below(bytes.length + 1));
  if (kind === 1) return Uint8Array.of(...changed, ...changed.slice(0, below(bytes.length)));
  if (kind === 2) return Uint8Array.from({ length: below(200) }, () => below(256));
  const times = kind === 3 ? 1 : 1 + below(kind === 4 ? 8 : 200);
  const burst = next() < 0.5 ? below(bytes.length) : undefined;
  for (let n = 0; n < times; n++) {
    const at = burst === undefined ? below(bytes.length) : (burst + n) % bytes.length;
    changed[at] = below(256);
  }
  return changed;
}

/** The other half of the check, written from the sheet alone: preamble, length, XOR over length and body. */
function isIntact(frame: Uint8Array): boolean {
  const preamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69];
  const length = ((frame[5] ?? 0) << 8) | (frame[6] ?? 0);
  let sum = 0;
  for (const byte of frame.subarray(5)) sum ^= byte;
  return preamble.every((byte, at) => frame[at] === byte) && frame.length === 7 + length && sum === 0;
}

const questions = Object.keys(commands) as Question[];
const shapes: Readonly<Record<string, readonly number[]>> = {
  find: [4],
  select: [8],
  'sam-id': [16],
  'read-text-photo': [1284],
  'read-text-photo-fingerprint': [1286, 1798, 2310],
  'read-new-address': [70, 0],
  reset: [0],
  status: [0],
};

function contentOf(question: Question, random: Random): Uint8Array {
  const size = shapes[question]![random.below(shapes[question]!.length)]!;
  const data = Uint8Array.from({ length: size }, () => random.below(256));
  if (size === 1284) data.set([0x01, 0x00, 0x04, 0x00, ...encodeCardBlock(inventCard(random.next))]);
  if (size > 1284) data.set([0x01, 0x00, 0x04, 0x00, (size - 1286) >> 8, (size - 1286) & 0xff]);
  return data;
}

test('frames: what is taken is intact, of the shape that was asked for, and lay in what came', async () => {
  const random = seeded(seed);
  const all = Object.keys(framings) as Framing[];
  let taken = 0;
  await withoutGrowth(() => {
    for (let n = 0; n < EACH; n++) {
      const question = questions[random.below(questions.length)]!;
      const sw3 = question === 'find' ? 0x9f : 0x90;
      const frame = encodeAnswer(sw3, contentOf(question, random));
      const framing = all[n % all.length]!;
      const stream = frameStream(LEAST_ANSWER);
      // The fill behind a frame came too: a damaged length may reach into it.
      const came = framings[framing].outgoing(damaged(frame, random)).map(framings[framing].incoming);
      for (const piece of came) {
        for (const body of stream.push(piece)) {
          const length = body.length + 1;
          let check = (length >> 8) ^ (length & 0xff);
          for (const byte of body) check ^= byte;
          const whole = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, length >> 8, length & 0xff, ...body, check);
          expect(isIntact(whole)).toBe(true);
          expect(Buffer.concat(came).includes(Buffer.from(whole))).toBe(true);
          const answer = answerOf(body);
          if (!isAnswerTo(question, answer)) continue;
          taken += 1;
          const { data } = answer;
          const isSuccess = [0x90, 0x91, 0x9f].includes(answer.sw3);
          expect(isSuccess ? shapes[question] : [0]).toContain(data.length);
        }
      }
    }
  });
  say(`${EACH} damaged frames, ${taken} taken, each intact and of its shape`);
});

test('a heavy damage that passes the one check byte is caught by the plausibility of what it says, or not: so often', () => {
  const random = seeded(seed + 1);
  let passed = 0;
  const through = { block: 0, person: 0 };
  for (let n = 0; n < EACH; n++) {
    const block = encodeCardBlock(inventCard(random.next, 'resident'));
    const read = decodeCardBlock(block);
    const hurt = Uint8Array.from(block);
    // Noise in the text itself, as a serial line makes it; the check byte is taken to agree, which one in 256 does.
    const from = random.below(block.length);
    const many = 2 + random.below(24);
    for (let at = from; at < Math.min(from + many, block.length); at++) hurt[at] = random.below(256);
    if (Buffer.compare(hurt, block) === 0) continue;
    passed += 1;
    const other = decodeCardBlock(hurt);
    if (!other.ok || !read.ok) continue;
    through.block += 1;
    const [was, is] = [read.value.card, other.value.card];
    if (was.number !== is.number || ('name' in was && 'name' in is && was.name !== is.name)) through.person += 1;
  }
  const share = (count: number) => ((100 * count) / passed).toFixed(1);
  say(`of ${passed} bursts that the check byte let by, ${share(through.block)} % are still a card, ${share(through.person)} %
          another name or number; with the check byte one in ${Math.round((256 * passed) / Math.max(1, through.person))}; read twice, none`);
  // A number has a check digit, so what is left are letters of a name exchanged for other letters.
  expect(through.person / passed).toBeLessThan(0.25);
});

test('APDU answers: nothing throws, and no card is taken that lacks its tag, its length or its coding', async () => {
  const random = seeded(seed + 2);
  let taken = 0;
  const reads = Math.ceil(EACH / 10); // ten answers each
  await withoutGrowth(async () => {
    for (let n = 0; n < reads; n++) {
      const chip = simulateSocialCard(simulatedSocialCards[n % 2 === 0 ? 'second' : 'third']);
      let hurt = 0;
      const read = await readSocialCard(async (command) => {
        const answer = chip(command);
        if (random.next() > 0.15) return answer;
        hurt += 1;
        return damaged(answer, random);
      });
      if (!read.ok) continue;
      taken += 1;
      expect(read.value.cardId).toMatch(/^[0-9A-F]*$/);
      expect(read.value.number).toMatch(/^[\x20-\x7e]{0,18}$/);
      if (hurt === 0) expect(read.value.number).toBe('110000199207310046');
    }
  });
  say(`${reads * 10} APDU answers in ${reads} reads, ${taken} cards taken`);
});

test('HID POS reports: nothing throws, and no part is longer than its count', async () => {
  const random = seeded(seed + 3);
  const stream = hidPosStream();
  let taken = 0;
  await withoutGrowth(() => {
    for (let n = 0; n < EACH; n++) {
      const bytes = Uint8Array.from({ length: random.below(180) }, () => random.below(256));
      for (const report of hidPosReports({ bytes, symbology: ']Q1' })) {
        const scan = stream.push(random.next() < 0.5 ? report : damaged(report, random));
        if (!scan) continue;
        taken += 1;
        expect(scan.symbology).toMatch(/^\][A-Za-z][0-9A-Za-z]$/);
        expect(scan.bytes.length).toBeLessThanOrEqual(4_096 + 56);
      }
    }
  });
  say(`${EACH} scans in damaged reports, ${taken} taken`);
});

test('bytes from a printer: nothing throws, and only a whole answer is one', async () => {
  const random = seeded(seed + 4);
  const whole = Uint8Array.of(0x12, 0x37, 0x22, 0x30, 0x30, 0x30, 0x31, 0x00, 0x10, 0x00, 0x00, 0x00, 0x16);
  let ids = 0;
  await withoutGrowth(() => {
    let rest: Uint8Array = new Uint8Array();
    for (let n = 0; n < EACH; n++) {
      const heard = decodeAnswers(new Uint8Array(Buffer.concat([rest, damaged(whole, random)])));
      rest = heard.rest;
      expect(rest.length).toBeLessThan(7);
      for (const answer of heard.answers) {
        if (answer.kind !== 'process-id') continue;
        ids += 1;
        expect(answer.id).toMatch(/^[\x20-\x7e]{4}$/);
      }
    }
  });
  say(`${EACH} damaged runs of printer bytes, ${ids} process ids`);
});
