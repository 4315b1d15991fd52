import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../shared/domain/submission.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { samplePosting } from '../support/samples.ts';
import { until } from '../support/composed-kiosk.ts';
import { builtDaemon } from './built-kiosk.ts';
import { neighbourOf, openScreen, startKiosk, type Neighbour } from './kiosk-process.ts';
import { isLong, say, seed, seeded } from './random.ts';
import { residueIn } from './residue.ts';
import { doneOf, walk } from './walk.ts';

const KILLS = isLong ? 50 : 15;
const BATCH = 400;
const cards = ['ordinary', 'expired', 'longTerm', 'rareCharacters'] as const;
/** Where the blow falls; most between the touch that sends and the cut of the paper, where it would hurt. */
const moments = ['sending', 'walking', 'sending', 'syncing', 'sending'] as const;

let daemon: string;
let removeBuilt: () => void;
let platform: TestPlatform;
let neighbour: Neighbour;
const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'));
  folders.push(folder);
  return folder;
};

beforeAll(async () => {
  ({ daemon, remove: removeBuilt } = await builtDaemon());
  platform = await startPlatform();
  neighbour = await neighbourOf(platform);
});
afterAll(async () => {
  await platform.close();
  removeBuilt();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const validThrough = new Date(Date.now() + 86_400_000 * 10).toISOString().slice(0, 10);
// Four decimals, and no digit at the end of an id: five digits in a row are looked for below, also where a row of a
// database has one text right after another.
const idOf = (name: string, n: number) => `${name}-${n}-p`;
const { place } = samplePosting();
const postings = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => {
    const coordinates = { latitude: Math.round(391_300 + n / 10) / 10_000, longitude: 117.1951 };
    return samplePosting({ id: idOf(name, n), validThrough, place: { ...place, coordinates } });
  });
const pause = (ms: number) => new Promise<'time'>((wake) => setTimeout(() => wake('time'), ms));

interface Shown {
  readonly number: string;
  readonly posting: string;
}

/** What the kiosk still holds, read beside it. */
function outboxRows(folder: string): { number: string; key: string; state: string }[] {
  const db = new Database(join(folder, 'outbox.db'), { readonly: true });
  try {
    return db
      .prepare<[], { number: string; key: string; state: string }>('select number, key, state from submission')
      .all();
  } finally {
    db.close();
  }
}

const filedApplications = async () =>
  (await platform.submissions()).map(({ key, payload }) => ({ key, ...(payload as Application) }));

/** Everything that was ever on a screen is on the kiosk's disk or at the platform. */
async function missing(shown: readonly Shown[], folder: string): Promise<Shown[]> {
  const filed = await filedApplications();
  const kept = new Set(outboxRows(folder).map(({ number }) => number));
  return shown.filter(
    ({ number, posting }) =>
      !kept.has(number) && !filed.some((one) => one.number === number && one.postingId === posting),
  );
}

test('kill -9 at any moment: what was on the screen is kept and delivered, once, and the person is forgotten', async () => {
  const random = seeded(seed);
  const folder = newFolder();
  const shown = new Map<string, Shown>();
  const blows: string[] = [];
  let published = KILLS + 2;
  let inSending = 0;
  // How long things take here, learnt from the first round, which nobody kills.
  const spans = { start: 0, walking: 0, sending: 0 };
  await platform.publish('posting', postings('walk', KILLS + 2));

  /** One life of the kiosk: start, checks, and a visitor until the blow. */
  const live = async (round: number, moment: (typeof moments)[number] | 'none'): Promise<void> => {
    const began = performance.now();
    const since = () => performance.now() - began;
    const kiosk = startKiosk(daemon, folder, neighbour);
    if (moment === 'syncing') {
      const blow = random.next() * (spans.start * 1.5);
      await Promise.race([pause(blow), kiosk.lost]);
      await kiosk.kill();
      blows.push(`syncing+${blow.toFixed(0)}`);
      return;
    }
    const url = await kiosk.ready;
    spans.start = Math.max(spans.start, since());
    let wasSentAt: number | undefined;
    let isCut = false;
    const isBetween = () => wasSentAt !== undefined && !isCut;
    const screen = await openScreen(url, (visit) => {
      const done = doneOf(visit);
      if (done) shown.set(`${done.number} ${done.id}`, { number: done.number, posting: done.id });
    });
    const hello = await screen.call('screen/hello', null);
    expect(hello.visit).toEqual({ state: 'attract' });
    expect(hello.status.outbox.usable).toBe(true);
    expect(await missing([...shown.values()], folder)).toEqual([]);
    const posting = idOf('walk', round);
    const status = async () => (await screen.call('screen/hello', null)).status;
    await until(status, ({ asOf }) => asOf.posting !== null, 30_000);

    const walkBegan = performance.now();
    const isOffline = round % 2 === 1;
    let told = (): void => undefined;
    const sent = new Promise<void>((resolve) => (told = resolve));
    const whole = walk(screen, {
      posting,
      card: cards[round % cards.length]!,
      isOffline,
      onSend: () => {
        wasSentAt = performance.now();
        told();
      },
      onCut: () => (isCut = true),
    });
    whole.catch(() => undefined);
    if (moment === 'none') {
      const done = whole.then(() => performance.now());
      await Promise.race([sent, whole, kiosk.lost]);
      spans.walking = performance.now() - walkBegan;
      spans.sending = (await Promise.race([done, kiosk.lost])) - wasSentAt!;
    } else {
      const blow = random.next() * spans[moment];
      if (moment === 'sending') await Promise.race([sent, whole, kiosk.lost]);
      await Promise.race([pause(blow), whole, kiosk.lost]);
      if (isBetween()) inSending += 1;
      blows.push(`${moment}${isOffline ? ' offline' : ''}+${blow.toFixed(0)}`);
    }
    await kiosk.kill();
    // What had left the kiosk before the blow may still be on its way to us.
    await pause(20);
    screen.close();
  };

  await live(0, 'none');
  for (let round = 1; round <= KILLS; round++) {
    const moment = moments[round % moments.length]!;
    if (moment === 'syncing') {
      await platform.publish('posting', postings(`batch-${round}`, BATCH));
      published += BATCH;
    }
    await live(round, moment);
  }

  const last = startKiosk(daemon, folder, neighbour);
  const screen = await openScreen(await last.ready, () => undefined);
  expect((await screen.call('screen/hello', null)).visit).toEqual({ state: 'attract' });
  const status = async () => (await screen.call('screen/hello', null)).status;
  await until(status, ({ outbox }) => outbox.waiting === 0 && outbox.setAside === 0, 30_000);
  const list = await until(
    () => screen.call('postings/list', { chips: [], page: 0, pageSize: 4 }),
    ({ total }) => total === published,
    30_000,
  );
  screen.close();
  await last.kill();

  const filed = await filedApplications();
  const times = [...shown.values()].map(
    ({ number, posting }) => filed.filter((one) => one.number === number && one.postingId === posting).length,
  );
  const rows = outboxRows(folder);
  say(
    `kill -9, seed ${seed}: ${KILLS} kills, ${inSending} between sending and the cut; ${shown.size} numbers shown, ` +
      `${filed.length} at the platform, ${rows.length} rows, ${list.total} postings; at ${blows.join(', ')}`,
  );
  expect(times).toEqual(times.map(() => 1));
  expect(new Set(filed.map(({ key }) => key)).size).toBe(filed.length);
  expect(new Set(filed.map(({ postingId, applicant }) => `${postingId} ${applicant.number}`)).size).toBe(filed.length);
  // What the kiosk calls delivered is there, and nothing is there that the kiosk did not take.
  expect(rows.map(({ key }) => key).sort()).toEqual(filed.map(({ key }) => key).sort());
  expect(inSending).toBeGreaterThanOrEqual(Math.ceil(KILLS * 0.4));
  expect(residueIn(folder)).toEqual([]);
});

test('of kiosks started at once on one data folder exactly one lives, the others say so and leave with 75', async () => {
  for (let trial = 0; trial < (isLong ? 10 : 2); trial++) {
    const folder = newFolder();
    const ones = [1, 2, 3].map(() => startKiosk(daemon, folder, neighbour));
    const first = await Promise.any(ones.map((kiosk) => kiosk.ready.then(() => kiosk)));
    const others = await Promise.all(ones.filter((kiosk) => kiosk !== first).map(({ ended }) => ended));
    for (const { code, said } of others) {
      expect(code).toBe(75);
      expect(said.trim().split('\n')).toEqual([expect.stringMatching(/^kiosk: another kiosk runs on \//)]);
    }
    expect(first.process.exitCode).toBeNull();
    await first.kill();
    // The lock dies with its holder: the next one starts.
    const next = startKiosk(daemon, folder, neighbour);
    await next.ready;
    await next.kill();
  }
});

test('the check for what is left of a person can fail', () => {
  const folder = newFolder();
  const db = new Database(join(folder, 'leak.db'));
  db.exec(`create table t (a text); insert into t values ('{"number":"110000198502170037"}'), ('欧阳样本')`);
  db.close();
  expect(residueIn(folder)).toContain('leak.db holds 欧阳样本');
  expect(residueIn(folder)).toContain('leak.db holds 98502');
});
