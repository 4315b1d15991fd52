import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../shared/domain/event.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { sampleEvent, samplePolicy, samplePosting } from '../../tests/support/samples.ts';
import { passing } from './enrolled-kiosk.fixture.ts';
import { kioskThatSyncs, POLL_MS } from './kiosk-that-syncs.fixture.ts';

const {
  clock,
  platform,
  kiosk,
  sync,
  seen,
  version,
  completeAt,
  begin,
  filled,
  synced,
  failed,
  many,
  some,
  publishBad,
} = kioskThatSyncs();

describe('filling', () => {
  test('page by page, telling how far it is, and done only when all is here', async () => {
    await platform().publish('posting', many(1_200));
    await platform().publish('event', [sampleEvent({ version: version() })]);
    await platform().publish('policy', [samplePolicy({ version: version() })]);
    await filled();
    expect(seen().filter((progress) => progress !== null)).toEqual([
      { fetched: 500, remaining: 700 },
      { fetched: 1_000, remaining: 200 },
    ]);
    expect(sync().progress()).toBeNull();
    expect(await kiosk().catalogue.count('posting')).toBe(1_200);
    expect((await kiosk().catalogue.event('v-1'))?.event).toEqual<Event>(sampleEvent({ version: version() }));
    expect(await kiosk().catalogue.policy('y-1')).toEqual<Policy>(samplePolicy({ version: version() }));
  });

  test('the hour of the catalogue moves only when nothing remains', async () => {
    await platform().publish('posting', many(600));
    let cuts = 0;
    const sync = begin({
      onChange: () => {
        if (sync.progress()?.remaining === 100 && cuts++ === 0) kiosk().line.cut();
      },
    });
    await failed(1);
    expect(sync.progress()).toEqual({ fetched: 500, remaining: 100 });
    expect(await completeAt('posting')).toBeNull();
    kiosk().line.restore();
    await passing(
      clock,
      1_000,
      () => completeAt('posting'),
      (asOf) => asOf !== null,
    );
    expect(await kiosk().catalogue.count('posting')).toBe(600);
  });
});

test('a change and a deletion arrive with the next poll, by themselves', async () => {
  await platform().publish('posting', many(3));
  await filled();
  await platform().publish('posting', [samplePosting({ id: 'p-0', version: version() + 1, title: '新' })]);
  await platform().withdraw('posting', some(1, 2));
  await passing(
    clock,
    POLL_MS / 4,
    () => kiosk().catalogue.count('posting'),
    (n) => n === 2,
  );
  expect((await kiosk().catalogue.posting('p-0'))?.posting.title).toBe('新');
  expect(await kiosk().catalogue.posting('p-1')).toBeUndefined();
});

test('a power cut right after a page is written: its deletions are not forgotten', async () => {
  await platform().publish('posting', many(3));
  await filled();
  await sync().close();
  await platform().withdraw('posting', some(1, 2));
  let cuts = 0;
  const { catalogue } = kiosk();
  begin({
    catalogue: {
      ...catalogue,
      apply: async (kind, ...rest) => {
        const applied = await catalogue.apply(kind, ...rest);
        if (kind === 'posting' && cuts++ === 0) throw new Error('power cut');
        return applied;
      },
    },
  });
  await passing(
    clock,
    POLL_MS / 4,
    () => kiosk().catalogue.count('posting'),
    (n) => n === 2,
  );
  expect(kiosk().defects.splice(0)).toHaveLength(1);
});

describe('rows that are not of the contract', () => {
  test('one in five hundred is left out and counted', async () => {
    await platform().publish('posting', many(499));
    await publishBad('posting', ['bad-1']);
    await filled();
    expect(await kiosk().catalogue.count('posting')).toBe(499);
    expect(kiosk().logged('sync.page')).toContainEqual({ kind: 'posting', rows: 499, bad: 1, remaining: 0 });
  });

  test('one by itself is left out too: it does not hold up what comes after it', async () => {
    await filled();
    await publishBad('event', ['bad-2']);
    await synced();
    await platform().publish('event', [sampleEvent({ version: version() })]);
    await synced();
    expect(await kiosk().catalogue.event('v-1')).toBeDefined();
  });

  test('more than one in a hundred stop the page, keep the cursor, and leave the other kinds alone', async () => {
    await filled();
    const { after } = await kiosk().catalogue.cursor('event');
    await platform().publish(
      'event',
      Array.from({ length: 94 }, (_, i) => sampleEvent({ id: `v-${i}`, version: version() })),
    );
    await publishBad(
      'event',
      Array.from({ length: 6 }, (_, i) => `bad-${i}`),
    );
    await platform().publish('posting', many(2));
    sync().kick();
    await failed(1);
    expect(kiosk().logged('sync.failed')[0]).toMatchObject({ code: 'platform/misbehaved', detail: '6 bad rows' });
    expect(await kiosk().catalogue.count('event')).toBe(0);
    expect((await kiosk().catalogue.cursor('event')).after).toBe(after);
    await passing(
      clock,
      1_000,
      () => kiosk().catalogue.count('posting'),
      (n) => n === 2,
    );
  });
});

test('while the disk is full nothing is fetched, and it goes on when there is room', async () => {
  let isFull = true;
  await platform().publish('posting', many(3));
  begin({ mayGrow: () => !isFull });
  await passing(
    clock,
    POLL_MS / 4,
    () => kiosk().logged('store.short').length,
    (n) => n > 1,
  );
  expect(await kiosk().catalogue.count('posting')).toBe(0);
  isFull = false;
  await passing(
    clock,
    POLL_MS / 4,
    () => kiosk().catalogue.count('posting'),
    (n) => n === 3,
  );
});

test('the file is begun anew while a page is on its way: everything is fetched, and nothing is called complete before', async () => {
  await platform().publish('posting', many(700));
  await filled();
  await sync().close();
  await platform().publish('posting', [samplePosting({ id: 'p-new', version: version() })]);
  const { client, catalogue, file } = kiosk();
  let times = 0;
  begin({
    platform: {
      ...client,
      call: async (name, ask) => {
        const answer = await client.call(name, ask);
        const isPosting = name === 'changes' && (ask?.query as { kind: string }).kind === 'posting';
        if (isPosting && times++ === 0) {
          await catalogue.checkpoint();
          writeFileSync(file, readFileSync(file).fill(0xff, 4096));
          await catalogue.verify('quick');
        }
        return answer;
      },
    },
  });
  await passing(
    clock,
    POLL_MS / 4,
    () => completeAt('posting'),
    (at) => at !== null && times > 1,
  );
  expect(await catalogue.count('posting')).toBe(701);
});
