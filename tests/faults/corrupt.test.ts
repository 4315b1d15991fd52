import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../electron/platform/clock.ts';
import { openCatalogue } from '../../electron/store/catalogue/catalogue.ts';
import type { Catalogue } from '../../electron/store/catalogue/contract.ts';
import { openOutbox } from '../../electron/store/outbox/outbox.ts';
import { putInto, samplePosting, standpoint, sampleSubmission } from '../support/samples.ts';
import { damages, spoil } from './damage.ts';
import { isLong, say, seed, seeded } from './random.ts';

const base = mkdtempSync(join(tmpdir(), 'corrupt-'));
const sound = join(base, 'sound');
const random = seeded(seed);
const trials = Array.from({ length: isLong ? 60 : 12 }, (_, i) => ({ trial: i, damage: damages[i % damages.length]! }));
const TAKES = 40;
const today = '2026-11-21';
afterAll(() => rmSync(base, { recursive: true, force: true }));

const outboxOf = (folder: string) =>
  openOutbox({
    file: join(folder, 'outbox.db'),
    stationId: 's-1',
    clock: systemClock,
    sealingKey: () => ({ id: 'aabbccdd', key: Buffer.alloc(32, 9) }),
  });
const submission = (n: number) => sampleSubmission(n, 400);
const posting = (n: number) => samplePosting({ id: `p-${n}`, metres: n, validThrough: '2027-01-01' });
const copy = (from: string, to: string, names: readonly string[]) => {
  mkdirSync(to, { recursive: true });
  for (const name of names) if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
};
const hashes = (folder: string, names: readonly string[]) =>
  names.map((name) => {
    const file = join(folder, name);
    // An empty log is no log: looking at a database may leave one.
    const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    return createHash('sha256').update(bytes).digest('hex');
  });

const OUTBOX = ['outbox.db', 'outbox.db-wal'];
const CATALOGUE = ['catalogue.db', 'catalogue.db-wal'];

/** `stopped`: every file as a clean stop leaves it. `killed`: as `kill -9` or a power cut does, a part still in the log only. */
beforeAll(async () => {
  const catalogueIn = () =>
    openCatalogue({ file: join(sound, 'catalogue.db'), standpoint, onTrouble: () => undefined });
  const fill = async (catalogue: Catalogue, from: number, to: number) => {
    const ids = Array.from({ length: to - from }, (_, n) => from + n);
    await putInto(catalogue, 'posting', ids.map(posting), { next: to, completeAt: `${today}T00:00:00Z` });
  };
  const first = catalogueIn();
  await fill(first, 0, 250);
  await first.close();
  const catalogue = catalogueIn();
  await fill(catalogue, 250, 300);
  const outbox = outboxOf(sound);
  for (let n = 1; n <= TAKES; n++) {
    await outbox.take(submission(n));
    if (n === TAKES - 5) await outbox.checkpoint();
  }
  copy(sound, join(base, 'killed'), [...OUTBOX, ...CATALOGUE]);
  await outbox.close();
  await catalogue.close();
  copy(sound, join(base, 'stopped'), [...OUTBOX, ...CATALOGUE]);
});

for (const state of ['stopped', 'killed'] as const) {
  test(`a damaged catalogue, ${state}: set aside, begun anew, and the outbox is not touched`, async () => {
    let setAside = 0;
    for (const { trial, damage } of trials) {
      const folder = join(base, `${state}-catalogue-${trial}`);
      copy(join(base, state), folder, [...OUTBOX, ...CATALOGUE]);
      const what = spoil(join(folder, 'catalogue.db'), damage, random);
      const before = hashes(folder, OUTBOX);
      const reasons: string[] = [];
      const catalogue = openCatalogue({
        file: join(folder, 'catalogue.db'),
        standpoint,
        onTrouble: (reason) => reasons.push(reason),
      });
      const { after } = await catalogue.cursor('posting');
      // Either way the platform can fill it again, and what was good is found.
      if (reasons.length > 0) {
        setAside += 1;
        expect(existsSync(join(folder, 'catalogue.db.bad')), what).toBe(true);
        expect(after, what).toBe(0);
        expect(await catalogue.count('posting'), what).toBe(0);
      }
      await putInto(catalogue, 'posting', [{ ...posting(1), id: 'new' }]);
      expect((await catalogue.posting('new'))?.posting.id, what).toBe('new');
      await catalogue.postings({ chips: [], page: 0, pageSize: 4 }, today);
      await catalogue.close();
      expect(hashes(folder, OUTBOX), what).toEqual(before);
    }
    say(`catalogue, ${state}, seed ${seed}: ${trials.length} damages, ${setAside} set aside, 0 crashes`);
    expect(setAside).toBeGreaterThan(0);
  });

  test(`a damaged outbox, ${state}: takes nothing and stays byte for byte what it is`, async () => {
    let refused = 0;
    for (const { trial, damage } of trials) {
      const folder = join(base, `${state}-outbox-${trial}`);
      copy(join(base, state), folder, OUTBOX);
      const what = spoil(join(folder, 'outbox.db'), damage, random);
      const before = hashes(folder, OUTBOX);
      const outbox = outboxOf(folder);
      if (!outbox.usable()) {
        refused += 1;
        expect((await outbox.take(submission(TAKES + 1))).ok, what).toBe(false);
        expect(await outbox.next([]), what).toBeUndefined();
        await outbox.close();
        expect(hashes(folder, OUTBOX), what).toEqual(before);
        continue;
      }
      // The damage met nothing that lives: then all of it is there, and it is sound.
      const db = new Database(join(folder, 'outbox.db'), { readonly: true });
      expect(db.pragma('integrity_check', { simple: true }), what).toBe('ok');
      expect(db.prepare('select count(*) as n from submission').get(), what).toEqual({ n: TAKES });
      db.close();
      expect(await outbox.take(submission(TAKES + 1)), what).toMatchObject({ ok: true });
      await outbox.close();
    }
    say(
      `outbox, ${state}, seed ${seed}: ${trials.length} damages, ${refused} refused and untouched, ${trials.length - refused} harmless`,
    );
    expect(refused).toBeGreaterThan(0);
  });
}
