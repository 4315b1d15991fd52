import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Event } from '../../shared/domain/event.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import { catalogueKinds, type CatalogueKind } from '../../shared/platform-api.ts';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import { sampleEvent, samplePolicy, samplePosting } from '../../tests/support/samples.ts';
import { manualClock } from '../platform/manual-clock.ts';
import { enrolledKiosk, passing } from './enrolled-kiosk.fixture.ts';
import { syncCatalogue, type Sync, type SyncProgress } from './sync-catalogue.ts';

const POLL_MS = 60_000;
const clock = manualClock(new Date().toISOString());
let platform: TestPlatform;
let kiosk: Awaited<ReturnType<typeof enrolledKiosk>>;
let sync: Sync | undefined;
/** What was seen of the progress, at every change. */
let seen: (SyncProgress | null)[];
/** Versions only rise, whatever a test did before. */
let version = 0;

beforeAll(async () => {
  platform = await startPlatform(clock.now);
}, 30_000);
afterAll(() => platform.close());
beforeEach(async () => {
  version += 10;
  seen = [];
  kiosk = await enrolledKiosk(platform, clock);
  // From where the test before left the feed, so that its deletions do not stand in this one's pages.
  for (const kind of catalogueKinds) await kiosk.catalogue.apply(kind, [], await endOfFeed(kind), null);
});
afterEach(async () => {
  expect(kiosk.defects).toEqual([]);
  await sync?.close();
  sync = undefined;
  await kiosk.close();
  // The feed belongs to all tests of this file: each leaves it empty.
  for (const kind of catalogueKinds) {
    const live = await platform.feed.liveIds(kind);
    await platform.withdraw(
      kind,
      live.map((one) => ({ id: one.id, version: one.version + 1 })),
    );
    await platform.feed.announceBulk(kind, 1, '-', new Date(0));
  }
});

const endOfFeed = async (kind: CatalogueKind) => {
  for (let after = 0; ;) {
    const page = await platform.feed.page(kind, after, 500, clock.now());
    after = page!.next;
    if (page!.remaining === 0) return after;
  }
};
const begin = async () => {
  sync = await syncCatalogue({
    ...kiosk.common,
    catalogue: kiosk.catalogue,
    random: () => 0.5,
    onChange: () => void seen.push(sync?.progress() ?? null),
  });
};
/** Until the poll after this one is over. */
const synced = async () => {
  const before = { ...sync!.asOf() };
  sync!.kick();
  await passing(
    clock,
    1,
    () => sync!.asOf(),
    (now) => catalogueKinds.every((kind) => now[kind] !== null && now[kind] !== before[kind]),
  );
};
const filled = async () => {
  await begin();
  await passing(
    clock,
    0,
    () => sync!.asOf(),
    (now) => catalogueKinds.every((kind) => now[kind] !== null),
  );
};
const failed = (times: number) =>
  passing(
    clock,
    1_000,
    () => kiosk.logged('sync.failed').length,
    (n) => n >= times,
  );
const many = (count: number, given: Partial<Posting> = {}) =>
  Array.from({ length: count }, (_, i) => samplePosting({ id: `p-${i}`, version, ...given }));
const some = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `p-${from + i}`, version: version + 1 }));
const publishBad = (kind: CatalogueKind, ids: readonly string[]) =>
  platform.feed.publish(
    ids.map((id) => ({ kind, id, version, item: { id, version, title: 'no more than this' } })),
    clock.now(),
  );
const doubtful = async (id: string) => (await kiosk.catalogue.posting(id))?.doubtful;
const give = (postings: readonly Posting[], after: number) =>
  kiosk.catalogue.apply(
    'posting',
    postings.map((item) => ({ kind: 'posting', id: item.id, version: item.version, item })),
    after,
    null,
  );

describe('filling', () => {
  test('page by page, telling how far it is, and done only when all is here', async () => {
    await platform.publish('posting', many(1_200));
    await platform.publish('event', [sampleEvent({ version })]);
    await platform.publish('policy', [samplePolicy({ version })]);
    await filled();
    expect(seen.filter((progress) => progress !== null)).toEqual([
      { fetched: 500, remaining: 700 },
      { fetched: 1_000, remaining: 200 },
    ]);
    expect(sync!.progress()).toBeNull();
    expect(await kiosk.catalogue.count('posting')).toBe(1_200);
    expect((await kiosk.catalogue.event('v-1'))?.event).toEqual<Event>(sampleEvent({ version }));
    expect(await kiosk.catalogue.policy('y-1')).toEqual<Policy>(samplePolicy({ version }));
  });

  test('the hour of the catalogue moves only when nothing remains', async () => {
    await platform.publish('posting', many(600));
    let cuts = 0;
    sync = await syncCatalogue({
      ...kiosk.common,
      catalogue: kiosk.catalogue,
      random: () => 0.5,
      onChange: () => {
        if (sync?.progress()?.remaining === 100 && cuts++ === 0) kiosk.line.cut();
      },
    });
    await failed(1);
    expect(sync.asOf().posting).toBeNull();
    expect(sync.progress()).toEqual({ fetched: 500, remaining: 100 });
    expect((await kiosk.catalogue.cursor('posting')).completeAt).toBeNull();
    kiosk.line.restore();
    await passing(
      clock,
      1_000,
      () => sync!.asOf().posting,
      (asOf) => asOf !== null,
    );
    expect(await kiosk.catalogue.count('posting')).toBe(600);
    expect((await kiosk.catalogue.cursor('posting')).completeAt).toBe(sync.asOf().posting);
  });
});

test('a change and a deletion arrive with the next poll, by themselves', async () => {
  await platform.publish('posting', many(3));
  await filled();
  await platform.publish('posting', [samplePosting({ id: 'p-0', version: version + 1, title: '新' })]);
  await platform.withdraw('posting', some(1, 2));
  await passing(
    clock,
    POLL_MS / 4,
    () => kiosk.catalogue.count('posting'),
    (n) => n === 2,
  );
  expect((await kiosk.catalogue.posting('p-0'))?.posting.title).toBe('新');
  expect(await kiosk.catalogue.posting('p-1')).toBeUndefined();
});

test('a power cut right after a page is written: its deletions are not forgotten', async () => {
  await platform.publish('posting', many(3));
  await filled();
  await sync!.close();
  await platform.withdraw('posting', some(1, 2));
  let cuts = 0;
  const { catalogue } = kiosk;
  sync = await syncCatalogue({
    ...kiosk.common,
    catalogue: {
      ...catalogue,
      apply: async (kind, ...rest) => {
        const applied = await catalogue.apply(kind, ...rest);
        if (kind === 'posting' && cuts++ === 0) throw new Error('power cut');
        return applied;
      },
    },
    random: () => 0.5,
    onChange: () => undefined,
  });
  await passing(
    clock,
    POLL_MS / 4,
    () => kiosk.catalogue.count('posting'),
    (n) => n === 2,
  );
  expect(kiosk.defects.splice(0)).toHaveLength(1);
});

describe('rows that are not of the contract', () => {
  test('one in five hundred is left out and counted', async () => {
    await platform.publish('posting', many(499));
    await publishBad('posting', ['bad-1']);
    await filled();
    expect(await kiosk.catalogue.count('posting')).toBe(499);
    expect(kiosk.logged('sync.page')).toContainEqual({ kind: 'posting', rows: 499, bad: 1, remaining: 0 });
  });

  test('one by itself is left out too: it does not hold up what comes after it', async () => {
    await filled();
    await publishBad('event', ['bad-2']);
    await synced();
    await platform.publish('event', [sampleEvent({ version })]);
    await synced();
    expect(await kiosk.catalogue.event('v-1')).toBeDefined();
  });

  test('more than one in a hundred stop the page, keep the cursor, and leave the other kinds alone', async () => {
    await filled();
    const { after } = await kiosk.catalogue.cursor('event');
    await platform.publish(
      'event',
      Array.from({ length: 94 }, (_, i) => sampleEvent({ id: `v-${i}`, version })),
    );
    await publishBad(
      'event',
      Array.from({ length: 6 }, (_, i) => `bad-${i}`),
    );
    await platform.publish('posting', many(2));
    sync!.kick();
    await failed(1);
    expect(kiosk.logged('sync.failed')[0]).toMatchObject({ code: 'platform/misbehaved', detail: '6 bad rows' });
    expect(await kiosk.catalogue.count('event')).toBe(0);
    expect((await kiosk.catalogue.cursor('event')).after).toBe(after);
    await passing(
      clock,
      1_000,
      () => kiosk.catalogue.count('posting'),
      (n) => n === 2,
    );
  });
});

describe('most of the catalogue is deleted at once', () => {
  const deleteMost = async () => {
    await platform.publish('posting', many(800));
    await filled();
    await platform.withdraw('posting', some(0, 600));
    await synced();
  };

  test('not believed: every row stays, marked as doubtful', async () => {
    await deleteMost();
    expect(await kiosk.catalogue.count('posting')).toBe(800);
    expect(await kiosk.catalogue.doubted('posting')).toHaveLength(600);
    expect([await doubtful('p-0'), await doubtful('p-599'), await doubtful('p-600')]).toEqual([true, true, false]);
    expect(kiosk.logged('sync.brake').length).toBeGreaterThan(0);
  });

  test('an announcement with its count, made afterwards, is believed at the next poll', async () => {
    await deleteMost();
    await platform.desk('POST', '/desk/bulk', { kind: 'posting', count: 603, reason: '换届' });
    await synced();
    expect(await kiosk.catalogue.count('posting')).toBe(200);
    expect(await kiosk.catalogue.doubted('posting')).toEqual([]);
  });

  test('an announcement made before is believed at once, also when other rows left earlier that day', async () => {
    await platform.publish('posting', many(800));
    await filled();
    await platform.withdraw('posting', some(700, 750));
    await synced();
    expect(await kiosk.catalogue.count('posting')).toBe(750);
    await platform.desk('POST', '/desk/bulk', { kind: 'posting', count: 600, reason: '换届' });
    await platform.withdraw('posting', some(0, 600));
    await synced();
    expect(await kiosk.catalogue.count('posting')).toBe(150);
  });

  test('an announcement of another count is not', async () => {
    await deleteMost();
    await platform.desk('POST', '/desk/bulk', { kind: 'posting', count: 500, reason: '换届' });
    await synced();
    expect(await kiosk.catalogue.count('posting')).toBe(800);
  });

  test('in small pieces through the day: what passes two hundred stays', async () => {
    await platform.publish('posting', many(800));
    await filled();
    for (const [from, to] of [
      [0, 150],
      [150, 300],
      [300, 450],
    ] as const) {
      await platform.withdraw('posting', some(from, to));
      await synced();
    }
    expect(await kiosk.catalogue.count('posting')).toBe(650);
    expect(await kiosk.catalogue.doubted('posting')).toHaveLength(300);
  });

  test('a row that comes back is doubted no more', async () => {
    await deleteMost();
    await platform.publish('posting', [samplePosting({ id: 'p-0', version: version + 2 })]);
    await synced();
    expect(await doubtful('p-0')).toBe(false);
    expect(await kiosk.catalogue.doubted('posting')).toHaveLength(599);
  });
});

describe('a cursor that the platform does not know', () => {
  const FOREIGN = 10_000_000;

  test('everything is fetched anew, and rows that have vanished go', async () => {
    await platform.publish('posting', many(600));
    await give([samplePosting({ id: 'vanished' }), samplePosting({ id: 'p-0', version: version - 1 })], FOREIGN);
    await filled();
    expect(await kiosk.catalogue.count('posting')).toBe(600);
    expect(await kiosk.catalogue.posting('vanished')).toBeUndefined();
    expect((await kiosk.catalogue.posting('p-0'))?.posting.version).toBe(version);
  });

  test('what has vanished is under the brake as well', async () => {
    await platform.publish('posting', many(5));
    await give(
      Array.from({ length: 300 }, (_, i) => samplePosting({ id: `old-${i}` })),
      FOREIGN,
    );
    await filled();
    expect(await kiosk.catalogue.count('posting')).toBe(305);
    expect([await doubtful('old-0'), await doubtful('p-0')]).toEqual([true, false]);
    await platform.desk('POST', '/desk/bulk', { kind: 'posting', count: 300, reason: '换系统' });
    await synced();
    expect(await kiosk.catalogue.count('posting')).toBe(5);
  });
});

test('the same version with another content: ours stays, and it is written down', async () => {
  await platform.publish('posting', many(1, { title: '它的' }));
  await give([samplePosting({ id: 'p-0', version, title: '我们的' })], 0);
  await filled();
  expect((await kiosk.catalogue.posting('p-0'))?.posting.title).toBe('我们的');
  expect(kiosk.logged('sync.conflict')).toEqual([{ kind: 'posting' }]);
});

test('an older version does not replace ours, and ours is not taken for vanished', async () => {
  await platform.publish('posting', many(1, { title: '旧' }));
  await give([samplePosting({ id: 'p-0', version: version + 5, title: '新' })], 10_000_000);
  await filled();
  expect((await kiosk.catalogue.posting('p-0'))?.posting.title).toBe('新');
});
