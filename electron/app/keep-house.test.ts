import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleSubmission, standpoint } from '../../tests/support/samples.ts';
import type { LogEventName } from '../../shared/log-events.ts';
import { manualClock } from '../platform/manual-clock.ts';
import { openCatalogue } from '../store/catalogue/catalogue.ts';
import { openOutbox } from '../store/outbox/outbox.ts';
import { openReserve } from '../store/reserve/reserve.ts';
import { passing } from './enrolled-kiosk.fixture.ts';
import { keepHouse } from './keep-house.ts';

const HOUR_MS = 3_600_000;
const sealing = Buffer.from(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');

/** A kiosk's disk and what looks after it; Saturday evening in Tianjin. */
function house(options: { startsAt?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'house-'));
  const clock = manualClock(options.startsAt ?? '2026-11-21T12:00:00Z');
  const logged: { name: LogEventName; fields: object }[] = [];
  const log = (name: LogEventName, fields: object) => void logged.push({ name, fields });
  const troubles: string[] = [];
  const changes: boolean[] = [];
  const asides: string[] = [];
  const defects: unknown[] = [];
  const files = { outbox: join(folder, 'outbox.db'), catalogue: join(folder, 'catalogue.db') };
  const outbox = openOutbox({
    file: files.outbox,
    stationId: 's-1',
    clock,
    sealingKey: () => ({ id: 'aabbccdd', key: sealing }),
    onTrouble: (trouble) => void troubles.push(trouble),
  });
  const catalogue = openCatalogue({ file: files.catalogue, standpoint, onTrouble: (why) => void asides.push(why) });
  const parts = {
    outbox,
    catalogue,
    reserve: openReserve(folder, 1024),
    clock,
    log,
    onDefect: (defect: unknown) => void defects.push(defect),
    isIdle: () => true,
    onChange: () => void changes.push(outbox.usable()),
  };
  const take = (n: number) => outbox.take(sampleSubmission(n, 900));
  return { folder, files, clock, outbox, catalogue, parts, take, logged, troubles, changes, asides, defects };
}

const spoil = (file: string) => writeFileSync(file, readFileSync(file).fill(0xff, 4096));

test('an outbox that is damaged while it runs: known within five seconds, kept as it is, and takes nothing more', async () => {
  const { folder, files, clock, outbox, parts, take, troubles, changes, defects } = house();
  for (let n = 1; n <= 20; n++) await take(n);
  await outbox.checkpoint();
  // Something stands in the log only: nobody may move it into the damaged file.
  await take(21);
  const kept = keepHouse(parts);
  await clock.advance(1_000);
  expect(outbox.usable()).toBe(true);
  spoil(files.outbox);
  const spoilt = readFileSync(files.outbox);
  await clock.advance(5_000);
  expect(outbox.usable()).toBe(false);
  expect(troubles).toEqual(['damaged']);
  expect(changes).toEqual([false]);
  expect(await take(22)).toMatchObject({ ok: false, failure: { code: 'store/unavailable' } });
  await clock.advance(60_000);
  expect(readFileSync(files.outbox).equals(spoilt)).toBe(true);
  const [quarantined] = readdirSync(join(folder, 'quarantine'));
  expect(readFileSync(join(folder, 'quarantine', quarantined!, 'outbox.db')).equals(spoilt)).toBe(true);
  expect(troubles).toEqual(['damaged']);
  expect(defects).toEqual([]);
  await kept.close();
});

test('on Sunday night the catalogue is looked through; a damaged one is begun anew', async () => {
  const { files, clock, catalogue, parts, asides, defects } = house();
  await catalogue.checkpoint();
  const kept = keepHouse(parts);
  spoil(files.catalogue);
  await clock.advance(6 * HOUR_MS);
  expect(asides).toEqual([]);
  // 03:00 to 05:00 in Shanghai.
  await clock.advance(3 * HOUR_MS);
  expect(asides).toEqual(['damaged']);
  expect(await catalogue.count('posting')).toBe(0);
  expect(defects).toEqual([]);
  await kept.close();
});

test('what has waited for more than a week is told of', async () => {
  const { clock, parts, take, logged } = house();
  await take(1);
  clock.jump(8 * 24 * HOUR_MS);
  const kept = keepHouse(parts);
  const overdue = () => logged.filter(({ name }) => name === 'outbox.overdue').map(({ fields }) => fields);
  await passing(clock, 10_000, overdue, (told) => told.length > 0);
  expect(overdue()).toEqual([{ waiting: 1, days: 8 }]);
  await kept.close();
});
