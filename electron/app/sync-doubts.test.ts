import { describe, expect, test } from 'vitest';
import { samplePosting } from '../../tests/support/samples.ts';
import { kioskThatSyncs } from './kiosk-that-syncs.fixture.ts';

const { platform, kiosk, sync, version, begin, filled, synced, many, some, doubtful, give } = kioskThatSyncs();

describe('most of the catalogue is deleted at once', () => {
  const deleteMost = async () => {
    await platform().publish('posting', many(800));
    await filled();
    await platform().withdraw('posting', some(0, 600));
    await synced();
  };

  test('not believed: every row stays, marked as doubtful', async () => {
    await deleteMost();
    expect(await kiosk().catalogue.count('posting')).toBe(800);
    expect(await kiosk().catalogue.doubted('posting')).toHaveLength(600);
    expect([await doubtful('p-0'), await doubtful('p-599'), await doubtful('p-600')]).toEqual([true, true, false]);
    expect(kiosk().logged('sync.brake').length).toBeGreaterThan(0);
  });

  test('an announcement with its count, made afterwards, is believed at the next poll', async () => {
    await deleteMost();
    await platform().desk('POST', '/desk/bulk', { kind: 'posting', count: 603, reason: '换届' });
    await synced();
    expect(await kiosk().catalogue.count('posting')).toBe(200);
    expect(await kiosk().catalogue.doubted('posting')).toEqual([]);
  });

  test('an announcement made before is believed at once, also when other rows left earlier that day', async () => {
    await platform().publish('posting', many(800));
    await filled();
    await platform().withdraw('posting', some(700, 750));
    await synced();
    expect(await kiosk().catalogue.count('posting')).toBe(750);
    await platform().desk('POST', '/desk/bulk', { kind: 'posting', count: 600, reason: '换届' });
    await platform().withdraw('posting', some(0, 600));
    await synced();
    expect(await kiosk().catalogue.count('posting')).toBe(150);
  });

  test('an announcement of another count is not', async () => {
    await deleteMost();
    await platform().desk('POST', '/desk/bulk', { kind: 'posting', count: 500, reason: '换届' });
    await synced();
    expect(await kiosk().catalogue.count('posting')).toBe(800);
  });

  test('in small pieces through the day: what passes two hundred stays', async () => {
    await platform().publish('posting', many(800));
    await filled();
    for (const [from, to] of [
      [0, 150],
      [150, 300],
      [300, 450],
    ] as const) {
      await platform().withdraw('posting', some(from, to));
      await synced();
    }
    expect(await kiosk().catalogue.count('posting')).toBe(650);
    expect(await kiosk().catalogue.doubted('posting')).toHaveLength(300);
  });

  test('in small pieces, with a restart between: the window is not forgotten', async () => {
    await platform().publish('posting', many(800));
    await filled();
    await platform().withdraw('posting', some(0, 150));
    await synced();
    await sync().close();
    begin();
    await platform().withdraw('posting', some(150, 300));
    await synced();
    expect(await kiosk().catalogue.count('posting')).toBe(650);
    expect(await kiosk().catalogue.doubted('posting')).toHaveLength(150);
  });

  test('an announcement opens no side door: what does not fit it counts like any other', async () => {
    await platform().publish('posting', many(800));
    await filled();
    await platform().desk('POST', '/desk/bulk', { kind: 'posting', count: 700, reason: '换届' });
    await platform().withdraw('posting', some(0, 150));
    await synced();
    await platform().withdraw('posting', some(150, 300));
    await synced();
    expect(await kiosk().catalogue.count('posting')).toBe(650);
  });

  test('a row that comes back is doubted no more', async () => {
    await deleteMost();
    await platform().publish('posting', [samplePosting({ id: 'p-0', version: version() + 2 })]);
    await synced();
    expect(await doubtful('p-0')).toBe(false);
    expect(await kiosk().catalogue.doubted('posting')).toHaveLength(599);
  });
});

describe('a cursor that the platform does not know', () => {
  const FOREIGN = 10_000_000;

  test('everything is fetched anew, and rows that have vanished go', async () => {
    await platform().publish('posting', many(600));
    await give([samplePosting({ id: 'vanished' }), samplePosting({ id: 'p-0', version: version() - 1 })], FOREIGN);
    await filled();
    expect(await kiosk().catalogue.count('posting')).toBe(600);
    expect(await kiosk().catalogue.posting('vanished')).toBeUndefined();
    expect((await kiosk().catalogue.posting('p-0'))?.posting.version).toBe(version());
  });

  test('what has vanished is under the brake as well', async () => {
    await platform().publish('posting', many(5));
    await give(
      Array.from({ length: 300 }, (_, i) => samplePosting({ id: `old-${i}` })),
      FOREIGN,
    );
    await filled();
    expect(await kiosk().catalogue.count('posting')).toBe(305);
    expect([await doubtful('old-0'), await doubtful('p-0')]).toEqual([true, false]);
    await platform().desk('POST', '/desk/bulk', { kind: 'posting', count: 300, reason: '换系统' });
    await synced();
    expect(await kiosk().catalogue.count('posting')).toBe(5);
  });
});

describe('a platform that was set up anew', () => {
  const ANOTHER = 'f'.repeat(32);

  test('is noticed, though its numbers are higher than ours: everything is fetched again', async () => {
    await platform().publish('posting', many(5));
    await give([samplePosting({ id: 'of-the-old-one' })], 1, ANOTHER);
    await filled();
    expect(kiosk().logged('sync.other-feed')).toEqual([{ kind: 'posting' }]);
    expect(await kiosk().catalogue.count('posting')).toBe(5);
    expect(await kiosk().catalogue.posting('of-the-old-one')).toBeUndefined();
  });
});

test('a deletion of an older version than ours deletes nothing', async () => {
  await filled();
  await give([samplePosting({ id: 'p-0', version: version() + 5 })], (await kiosk().catalogue.cursor('posting')).after);
  await platform().publish('posting', many(1));
  await platform().withdraw('posting', some(0, 1));
  await synced();
  expect(await doubtful('p-0')).toBe(false);
});

test('the same version with another content: ours stays, and it is written down', async () => {
  await platform().publish('posting', many(1, { title: '它的' }));
  await give([samplePosting({ id: 'p-0', version: version(), title: '我们的' })], 0);
  await filled();
  expect((await kiosk().catalogue.posting('p-0'))?.posting.title).toBe('我们的');
  expect(kiosk().logged('sync.conflict')).toEqual([{ kind: 'posting' }]);
});

test('an older version does not replace ours, and ours is not taken for vanished', async () => {
  await platform().publish('posting', many(1, { title: '旧' }));
  await give([samplePosting({ id: 'p-0', version: version() + 5, title: '新' })], 10_000_000);
  await filled();
  expect((await kiosk().catalogue.posting('p-0'))?.posting.title).toBe('新');
});
