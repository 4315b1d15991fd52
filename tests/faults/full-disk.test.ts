import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../electron/platform/clock.ts';
import { openOutbox, openOutboxDatabase } from '../../electron/store/outbox/outbox.ts';
import { sampleSubmission } from '../support/samples.ts';
import { say } from './random.ts';

const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const submission = (n: number) => sampleSubmission(n, 700);

test('the disk is full, at whichever write: each submission is kept or refused in words, and with room it goes on', async () => {
  let database: Database.Database | undefined;
  let day = 0;
  const outbox = openOutbox({
    file: join(folder, 'outbox.db'),
    stationId: 's-1',
    // A new day each time: the count of the day needs room too.
    clock: { ...systemClock, now: () => new Date(Date.UTC(2026, 0, 1 + day)) },
    sealingKey: () => ({ id: 'aabbccdd', key: Buffer.alloc(32, 9) }),
    open: (file) => (database = openOutboxDatabase(file)),
  });
  const pages = Number(database!.pragma('page_count', { simple: true }));
  database!.pragma(`max_page_count = ${pages + 4}`);
  const taken: string[] = [];
  const refusals = new Map<string, number>();
  for (; day < 400; day++) {
    const one = submission(day);
    const answer = await outbox.take(one);
    if (answer.ok) taken.push(one.key);
    else refusals.set(answer.failure.code, (refusals.get(answer.failure.code) ?? 0) + 1);
  }
  expect([...refusals.keys()]).toEqual(['store/full']);
  database!.pragma('max_page_count = 100000');
  expect((await outbox.take(submission(day))).ok).toBe(true);
  await outbox.close();

  const db = new Database(join(folder, 'outbox.db'), { readonly: true });
  const kept = db.prepare<[], { key: string }>('select key from submission order by seq').all();
  db.close();
  expect(kept.map(({ key }) => key)).toEqual([...taken, submission(day).key]);
  say(`full disk: ${taken.length} taken, ${refusals.get('store/full') ?? 0} refused, 0 thrown, 0 lost`);
});
