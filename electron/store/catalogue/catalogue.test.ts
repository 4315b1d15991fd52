import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { putInto, sampleEvent, samplePolicy, samplePosting, standpoint } from '../../../tests/support/samples.ts';
import { ok } from '../../../shared/result.ts';
import type { Posting } from '../../../shared/domain/posting.ts';
import { openCatalogue } from './catalogue.ts';

const TODAY = '2026-11-21';

function emptyCatalogue() {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  const file = join(folder, 'catalogue.db');
  const asides: string[] = [];
  const open = () => openCatalogue({ file, standpoint, onTrouble: (trouble) => void asides.push(trouble) });
  const catalogue = open();
  const put = (...postings: Posting[]) => putInto(catalogue, 'posting', postings);
  const ids = async (chips: Parameters<typeof catalogue.postings>[0]['chips'] = [], page = 0) =>
    (await catalogue.postings({ chips, page, pageSize: 4 }, TODAY)).cards.map(({ id }) => id);
  return { file, open, catalogue, put, ids, asides };
}

test('nearest first, then newest; without coordinates last and without minutes', async () => {
  const { catalogue, put, ids } = emptyCatalogue();
  const nowhere = samplePosting({ id: 'nowhere' });
  await put(
    samplePosting({ id: 'far', metres: 2_000 }),
    { ...nowhere, place: { ...nowhere.place, coordinates: null } },
    samplePosting({ id: 'near-old', metres: 200, publishedAt: '2026-11-19T00:00:00Z' }),
    samplePosting({ id: 'near-new', metres: 200, publishedAt: '2026-11-21T00:00:00Z' }),
  );
  expect(await ids()).toEqual(['near-new', 'near-old', 'far', 'nowhere']);
  expect((await catalogue.posting('nowhere'))?.walkMinutes).toBeNull();
});

test('keeps the newer of two versions, whichever comes first', async () => {
  const { catalogue, put } = emptyCatalogue();
  await put(samplePosting({ version: 2, title: '新' }), samplePosting({ version: 1, title: '旧' }));
  expect((await catalogue.posting('p-1'))?.posting.title).toBe('新');
});

test('the same version with another content is a conflict, and ours stays', async () => {
  const { catalogue, put } = emptyCatalogue();
  await put(samplePosting({ title: '甲' }));
  expect(await put(samplePosting({ title: '乙' }))).toEqual(ok({ conflicts: 1 }));
  expect((await catalogue.posting('p-1'))?.posting.title).toBe('甲');
});

test('every chip counts what it would leave', async () => {
  const { catalogue, put } = emptyCatalogue();
  await put(
    samplePosting({ id: 'a', pay: { from: 170, to: 170, unit: 'day', settled: 'daily' } }),
    samplePosting({ id: 'b', seated: true, meals: false }),
    samplePosting({ id: 'c', metres: 5_000 }),
  );
  const page = await catalogue.postings({ chips: ['near'], page: 0, pageSize: 4 }, TODAY);
  expect(page.total).toBe(2);
  expect(page.counts).toEqual({ near: 2, 'paid-daily': 1, morning: 2, meals: 1, seated: 1, 'any-education': 2 });
});

test('when nothing is near the way is made longer, and that is said', async () => {
  const { catalogue, put } = emptyCatalogue();
  await put(samplePosting({ id: 'c', metres: 1_300 }));
  const page = await catalogue.postings({ chips: ['near'], page: 0, pageSize: 4 }, TODAY);
  expect(page).toMatchObject({ total: 1, relaxedTo: 30 });
});

test('what lies in districts that are not shown here stays out, also when it moves there', async () => {
  const { put, ids } = emptyCatalogue();
  const at = (id: string, areaCode: string, version = 1) => {
    const posting = samplePosting({ id, version });
    return { ...posting, place: { ...posting.place, areaCode } };
  };
  await put(at('here', '120103'), at('beside', '120101'), at('far', '120225'));
  expect((await ids()).sort()).toEqual(['beside', 'here']);
  await put(at('beside', '120225', 2));
  expect(await ids()).toEqual(['here']);
});

test('a terminal that stands elsewhere begins anew: the minutes were those of the old place', async () => {
  const { catalogue, file, put, asides } = emptyCatalogue();
  await put(samplePosting());
  await catalogue.close();
  const moved = { ...standpoint, station: { ...standpoint.station, latitude: 39.2 } };
  const fresh = openCatalogue({ file, standpoint: moved, onTrouble: (trouble) => void asides.push(trouble) });
  expect([await fresh.count('posting'), asides]).toEqual([0, ['other-schema']]);
});

test('what has run out is not shown', async () => {
  const { put, ids } = emptyCatalogue();
  await put(
    samplePosting({ id: 'gone', validThrough: '2026-11-20' }),
    samplePosting({ id: 'today', validThrough: TODAY }),
  );
  expect(await ids()).toEqual(['today']);
});

test('a fetch from zero finds what is no longer there', async () => {
  const { catalogue, put } = emptyCatalogue();
  await put(samplePosting({ id: 'a' }), samplePosting({ id: 'b' }));
  await catalogue.beginResync('posting');
  await put(samplePosting({ id: 'b' }));
  expect(await catalogue.unseen('posting')).toEqual([{ id: 'a', version: 1 }]);
});

test('events soon and near come first; two characters find them', async () => {
  const { catalogue } = emptyCatalogue();
  const events = [
    sampleEvent({
      id: 'late',
      startsAt: '2026-12-20T01:00:00Z',
      endsAt: '2026-12-20T03:00:00Z',
      title: '合同怎么签',
      kind: 'talk',
    }),
    sampleEvent({ id: 'soon' }),
    sampleEvent({ id: 'over', startsAt: '2026-11-20T01:00:00Z', endsAt: '2026-11-20T03:00:00Z' }),
  ];
  await putInto(catalogue, 'event', events);
  const ask = (text: string) => catalogue.events({ filter: 'all', text, page: 0, pageSize: 4 }, '2026-11-21T02:26:00Z');
  expect((await ask('')).cards.map(({ id }) => id)).toEqual(['soon', 'late']);
  expect((await ask('合同')).cards.map(({ id }) => id)).toEqual(['late']);
  expect((await ask('')).counts).toEqual({ all: 2, fair: 1, learn: 1 });
});

test('policies are found by their words, with the words around the hit', async () => {
  const { catalogue } = emptyCatalogue();
  const policy = samplePolicy();
  await putInto(catalogue, 'policy', [policy]);
  const { cards } = await catalogue.policies({ text: '想工作', page: 0, pageSize: 4 });
  expect(cards[0]?.excerpt).toContain('没有工作又想工作的人');
  expect((await catalogue.policies({ text: '上天', page: 0, pageSize: 4 })).total).toBe(0);
});

test('a damaged file is set aside and a new one begun', async () => {
  const { catalogue, file, open, put, asides } = emptyCatalogue();
  await put(samplePosting());
  await catalogue.close();
  writeFileSync(file, 'this is no database at all, not by any means');
  const fresh = open();
  expect(await fresh.count('posting')).toBe(0);
  expect(asides).toEqual(['damaged']);
  expect(existsSync(`${file}.bad`)).toBe(true);
});

test('damage met while it runs: set aside, begun anew, and the call is answered', async () => {
  const { catalogue, file, put, asides, ids } = emptyCatalogue();
  await put(...Array.from({ length: 200 }, (_, i) => samplePosting({ id: `p-${i}` })));
  await catalogue.checkpoint();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 4096));
  await catalogue.verify('quick');
  expect(asides).toEqual(['damaged']);
  expect(await ids()).toEqual([]);
  await put(samplePosting({ id: 'new' }));
  expect(await ids()).toEqual(['new']);
});

test('a page that was asked for before the file was begun anew is stale, and leaves the cursor where it is', async () => {
  const { catalogue, put } = emptyCatalogue();
  await put(samplePosting({ id: 'a' }));
  expect(await putInto(catalogue, 'posting', [samplePosting({ id: 'b' })], { asked: 500 })).toEqual(ok('stale'));
  expect([await catalogue.count('posting'), (await catalogue.cursor('posting')).after]).toEqual([1, 1]);
});

test('on a disk that fails it lives in memory, and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  // A folder where the file should be: no file can be opened there, whoever asks.
  mkdirSync(join(folder, 'catalogue.db'));
  const troubles: string[] = [];
  const catalogue = openCatalogue({
    file: join(folder, 'catalogue.db'),
    standpoint,
    onTrouble: (trouble) => void troubles.push(trouble),
  });
  expect([troubles, catalogue.isKept()]).toEqual([['failing'], false]);
  await putInto(catalogue, 'posting', [samplePosting()]);
  await catalogue.verify('full');
  expect(await catalogue.count('posting')).toBe(1);
});

test('what was removed is counted for as long as it is asked about', async () => {
  const { catalogue } = emptyCatalogue();
  await catalogue.remove('posting', ['a', 'b'], '2026-11-20T00:00:00Z');
  await catalogue.remove('posting', ['c'], '2026-11-21T00:00:00Z');
  await catalogue.remove('posting', ['d'], '2036-11-21T00:00:00Z');
  expect(await catalogue.removedWithin('posting', '', '9999')).toBe(4);
  // A clock that was ten years ahead leaves nothing that counts for ten years.
  expect(await catalogue.removedWithin('posting', '2026-11-19T00:00:00Z', '2026-11-21T12:00:00Z')).toBe(3);
  expect(await catalogue.removedWithin('posting', '2026-11-20T12:00:00Z', '2026-11-21T12:00:00Z')).toBe(1);
  expect(await catalogue.removedWithin('event', '', '9999')).toBe(0);
});

test('a file of another schema is fetched anew, not patched', async () => {
  const { catalogue, file, open, put, asides } = emptyCatalogue();
  await put(samplePosting());
  await catalogue.close();
  const db = new Database(file);
  db.pragma('user_version = 12345');
  db.close();
  expect(await open().count('posting')).toBe(0);
  expect(asides).toEqual(['other-schema']);
});
