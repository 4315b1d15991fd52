import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChangePage, Problem, type CatalogueKind } from '../../shared/platform-api.ts';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import { sampleEvent, samplePolicy, samplePosting } from '../../tests/support/samples.ts';
import { askerOf, newDevice, type Asker } from './device.fixture.ts';

const now = () => new Date();
let platform: TestPlatform;
let ask: Asker;
let token: string;

beforeAll(async () => {
  platform = await startPlatform(now);
  ask = askerOf(platform);
  ({ token } = await newDevice(ask, now).join(await platform.issueCode()));
}, 30_000);
afterAll(() => platform.close());

const raw = (kind: CatalogueKind, after: number, limit = 500, began = 0) =>
  ask(`/v1/changes?kind=${kind}&after=${after}&began=${began}&limit=${limit}`, { token });
const page = async (kind: CatalogueKind, after: number, limit = 500, began = 0) =>
  ChangePage.parse((await raw(kind, after, limit, began)).json());
const end = async (kind: CatalogueKind) => {
  let { next, remaining } = await page(kind, 0);
  while (remaining > 0) ({ next, remaining } = await page(kind, next));
  return next;
};
const many = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => samplePosting({ id: `${prefix}-${i}` }));

test('pages of at most 500, in the order of the cursor, each with what still remains', async () => {
  await platform.publish('posting', many('page', 1_200));
  await platform.publish('event', [sampleEvent()]);
  const pages = [];
  let after = 0;
  do {
    pages.push(await page('posting', after));
    after = pages.at(-1)!.next;
  } while (pages.at(-1)!.remaining > 0);
  expect(pages.map(({ changes, remaining }) => [changes.length, remaining])).toEqual([
    [500, 700],
    [500, 200],
    [200, 0],
  ]);
  const changes = pages.flatMap((one) => one.changes);
  expect(changes.map(({ seq }) => seq)).toEqual(changes.map(({ seq }) => seq).sort((a, b) => a - b));
  expect(new Set(changes.map(({ id }) => id)).size).toBe(1_200);
  expect(await page('posting', after)).toMatchObject({ changes: [], next: after, remaining: 0, bulk: null });
  expect((await page('event', 0)).changes).toMatchObject([{ id: 'v-1', item: sampleEvent() }]);
});

test('a change comes once more, with its newest content; a deletion comes as a row without content', async () => {
  const after = await end('policy');
  await platform.publish('policy', [samplePolicy({ id: 'a' }), samplePolicy({ id: 'b' })]);
  await platform.publish('policy', [samplePolicy({ id: 'a', version: 2, title: '新' })]);
  await platform.withdraw('policy', [{ id: 'b', version: 2 }]);
  const { changes } = await page('policy', after);
  expect(changes).toEqual([
    { seq: changes[0]!.seq, id: 'a', version: 2, item: samplePolicy({ id: 'a', version: 2, title: '新' }) },
    { seq: changes[1]!.seq, id: 'b', version: 2, gone: true },
  ]);
});

test('an older or equal version never replaces a newer one, and is no change', async () => {
  await platform.publish('policy', [samplePolicy({ id: 'c', version: 3, title: '三' })]);
  await platform.withdraw('policy', [{ id: 'd', version: 3 }]);
  const after = await end('policy');
  await platform.publish('policy', [
    samplePolicy({ id: 'c', version: 3, title: '另一个三' }),
    samplePolicy({ id: 'd', version: 2 }),
  ]);
  await platform.withdraw('policy', [{ id: 'c', version: 2 }]);
  expect((await page('policy', after)).changes).toEqual([]);
  expect(await platform.feed.find('policy', 'c')).toMatchObject({ title: '三' });
  expect(await platform.feed.find('policy', 'd')).toBeUndefined();
});

test('one thing twice in one publication: the newest version counts', async () => {
  const after = await end('policy');
  await platform.publish('policy', [
    samplePolicy({ id: 'e', version: 1 }),
    samplePolicy({ id: 'e', version: 3, title: '三' }),
    samplePolicy({ id: 'e', version: 2 }),
  ]);
  expect((await page('policy', after)).changes).toMatchObject([{ id: 'e', version: 3, item: { title: '三' } }]);
});

test('a reader that follows the cursor while many publish at once misses nothing', async () => {
  let after = await end('posting');
  const seen = new Set<string>();
  let publishing = true;
  const read = async () => {
    for (;;) {
      const last = !publishing;
      const { changes, next, remaining } = await page('posting', after, 7);
      for (const { id } of changes) seen.add(id);
      after = next;
      if (last && remaining === 0) return;
    }
  };
  const reading = read();
  await Promise.all(
    Array.from({ length: 12 }, async (_, writer) => {
      for (let i = 0; i < 6; i++) await platform.publish('posting', many(`w${writer}-${i}`, 1 + ((writer + i) % 4)));
    }),
  );
  publishing = false;
  await reading;
  const published = (await platform.feed.liveIds('posting')).filter(({ id }) => id.startsWith('w'));
  expect(published.length).toBeGreaterThan(150);
  expect(published.filter(({ id }) => !seen.has(id))).toEqual([]);
});

test('a cursor of another feed is gone', async () => {
  const answer = await raw('posting', 1_000_000);
  expect([answer.status, Problem.parse(answer.json()).code]).toEqual([410, 'cursor-gone']);
});

test('an announced bulk stands on every page of its kind until it is over', async () => {
  await platform.desk('POST', '/desk/bulk', { kind: 'course', count: 600, reason: '换届' });
  expect((await page('course', 0)).bulk).toMatchObject({ count: 600, reason: '换届' });
  expect((await page('event', 0)).bulk).toBeNull();
  await platform.feed.announceBulk('course', 600, '换届', new Date(now().getTime() - 1_000));
  expect((await page('course', 0)).bulk).toBeNull();
});

test('deletions are forgotten in time: an older cursor is told to begin anew, and a new one goes on', async () => {
  await platform.publish('policy', [samplePolicy({ id: 'kept' }), samplePolicy({ id: 'forgotten' })]);
  const before = await end('policy');
  const events = await end('event');
  await platform.withdraw('policy', [{ id: 'forgotten', version: 2 }]);
  const seen = await end('policy');
  await platform.feed.prune(new Date(Date.now() + 1_000));
  expect(Problem.parse((await raw('policy', before)).json()).code).toBe('cursor-gone');
  // Neither who had seen it, nor who begins anew, page by page, nor another kind is sent round in a circle.
  expect((await page('policy', seen)).remaining).toBe(0);
  const first = await page('policy', 0, 1);
  expect(first.remaining).toBeGreaterThan(1);
  let { next, remaining } = first;
  while (remaining > 0) ({ next, remaining } = await page('policy', next, 1, first.newest));
  expect((await page('policy', next)).changes).toEqual([]);
  expect((await page('event', events)).remaining).toBe(0);
});
