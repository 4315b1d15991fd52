import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../electron/platform/clock.ts';
import { openCatalogue } from '../../electron/store/catalogue/catalogue.ts';
import { openOutbox, openOutboxDatabase } from '../../electron/store/outbox/outbox.ts';
import { openReserve } from '../../electron/store/reserve/reserve.ts';
import { sampleSubmission, standpoint } from '../support/samples.ts';
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

/** A small disk of its own, where this user may have one. */
function smallDisk(mebibytes: number): { folder: string; remove: () => void } | undefined {
  const at = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', at], { stdio: 'ignore' });
  } catch {
    rmSync(at, { recursive: true });
    console.error('\n!!! NOT TRIED: a disk that is really full; this user may not mount a small one\n');
    return undefined;
  }
  return {
    folder: at,
    remove: () => {
      execFileSync('umount', [at]);
      rmSync(at, { recursive: true });
    },
  };
}
const disk = smallDisk(12);
afterAll(() => disk?.remove());

/** Writes until nothing fits any more. */
function fillUp(at: string) {
  for (const size of [64 * 1024, 4096, 512]) {
    for (let n = 0; ; n++) {
      try {
        writeFileSync(join(at, `filler-${size}-${n}-${process.hrtime.bigint()}`), Buffer.alloc(size, 1));
      } catch {
        break;
      }
    }
  }
}

test.skipIf(disk === undefined)(
  'a disk with no room left: the reserve is given up, submissions go on, a restart stands',
  async () => {
    const { folder: at } = disk!;
    const reserve = openReserve(at, 1024 * 1024);
    const troubles: string[] = [];
    const openBoth = () => {
      const onTrouble = (trouble: string) => {
        troubles.push(trouble);
        if (trouble === 'full') reserve.spend();
      };
      const outbox = openOutbox({
        file: join(at, 'outbox.db'),
        stationId: 's-1',
        clock: systemClock,
        sealingKey: () => ({ id: 'aabbccdd', key: Buffer.alloc(32, 9) }),
        onTrouble,
      });
      return { outbox, catalogue: openCatalogue({ file: join(at, 'catalogue.db'), standpoint, onTrouble }) };
    };
    const first = openBoth();
    await reserve.refill();
    expect((await first.outbox.take(submission(1))).ok).toBe(true);
    fillUp(at);
    const answers = [];
    for (let n = 2; n < 40; n++) answers.push(await first.outbox.take(submission(n)));
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused).toMatchObject([{ failure: { code: 'store/full' } }]);
    expect([troubles, reserve.isSpent(), existsSync(join(at, 'reserve'))]).toEqual([['full'], true, false]);
    await first.outbox.close();
    await first.catalogue.close();

    // Nothing is left, not even the reserve: no start fails, no submission is taken, and what was taken is still there.
    fillUp(at);
    const without = openBoth();
    expect(await without.outbox.take(submission(90))).toMatchObject({ ok: false });
    expect(await without.catalogue.count('posting')).toBe(0);
    await without.outbox.close();
    await without.catalogue.close();

    // With the reserve whole again and everything else full, the next look finds room.
    for (const name of readdirSync(at).filter((entry) => entry.startsWith('filler'))) rmSync(join(at, name));
    await reserve.refill();
    fillUp(at);
    const again = openBoth();
    await again.outbox.verify('quick');
    expect(again.outbox.usable()).toBe(true);
    expect((await again.outbox.take(submission(91))).ok).toBe(true);
    expect((await again.outbox.counts()).waiting).toBe(2 + answers.length - refused.length);
    say(`a disk really full: ${answers.length} asked, ${refused.length} refused in words, 0 lost over two restarts`);
    await again.outbox.close();
    await again.catalogue.close();
  },
);
