import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { manualClock } from '../../platform/manual-clock.ts';
import { openDatabase, outboxSettings } from '../open-database.ts';
import { openOutbox } from './outbox.ts';

const secret = '110000198502179939';
const receipt = (key: string) =>
  ({
    key,
    outcome: 'accepted',
    receivedAt: '2026-11-21T02:31:00Z',
    replyBy: '2026-11-24',
    keptUntil: '2026-12-05',
  }) as const;

function freshOutbox(options: { sealed?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  const file = join(folder, 'outbox.db');
  const clock = manualClock('2026-11-21T02:26:00Z');
  const raw = Buffer.from(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const open = () =>
    openOutbox({
      file,
      stationId: 'tj-1',
      clock,
      sealingKey: () => (options.sealed === false ? undefined : { id: 'abcdef01', key: raw }),
    });
  const submission = (key = randomBytes(16).toString('hex'), subject = '0011223344556677') => ({
    key,
    subject,
    kind: 'application' as const,
    schema: 1,
    clockTrusted: true,
    payload: (number: string) => ({ number, applicant: secret }),
  });
  return { folder, file, clock, outbox: open(), reopen: open, submission };
}

test('numbers count up within a day and begin anew the next', async () => {
  const { outbox, clock, submission } = freshOutbox();
  const take = async () => {
    const taken = await outbox.take(submission());
    return taken.ok ? taken.value.number : taken.failure.code;
  };
  expect([await take(), await take()]).toEqual(['0001', '0002']);
  await clock.advance(24 * 3_600_000);
  expect(await take()).toBe('0001');
});

test('the same key is taken once, also after a restart', async () => {
  const { outbox, reopen, submission } = freshOutbox();
  const same = submission();
  const first = await outbox.take(same);
  await outbox.close();
  const again = reopen();
  expect(await again.take(same)).toEqual(first);
  expect(await again.counts()).toMatchObject({ waiting: 1, setAside: 0 });
});

test('nothing of the person stands in the files', async () => {
  const { outbox, folder, submission } = freshOutbox();
  await outbox.take(submission());
  const forms = [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(secret.slice(2, 7))];
  const found = () => {
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    return forms.map((form) => bytes.some((file) => file.includes(form)));
  };
  expect(found()).toEqual([false, false, false]);
  // A search that finds nothing must be able to: the same number, planted in a field that is not sealed.
  await outbox.take({ ...submission(), subject: `${secret} ${Buffer.from(secret, 'utf16le').toString('latin1')}` });
  expect(found()).toEqual([true, true, true]);
});

test('in order, one subject after another, and what is delivered is no longer held', async () => {
  const { outbox, file, submission } = freshOutbox();
  const [a, b] = [submission(), submission(undefined, '8899aabbccddeeff')];
  await outbox.take(a);
  await outbox.take(b);
  const next = await outbox.next([]);
  expect(next?.key).toBe(a.key);
  expect((await outbox.next([a.subject]))?.key).toBe(b.key);
  await outbox.delivered(next!.seq, receipt(a.key));
  expect((await outbox.next([]))?.key).toBe(b.key);
  const row = new Database(file, { readonly: true })
    .prepare('select state, ciphertext, receipt from submission where key = ?')
    .get(a.key);
  expect(row).toMatchObject({ state: 'delivered', ciphertext: null, receipt: JSON.stringify(receipt(a.key)) });
});

test('what the platform refuses is kept for staff and out of the way', async () => {
  const { outbox, submission } = freshOutbox();
  await outbox.take(submission());
  await outbox.take(submission());
  const refused = await outbox.next([]);
  await outbox.setAside(refused!.seq, 'poison', 'unopenable');
  expect((await outbox.next([]))?.seq).toBe(refused!.seq + 1);
  expect(await outbox.counts()).toMatchObject({ waiting: 1, setAside: 1 });
});

test('what was refused waits once more when somebody says so, and what is a defect of ours does not', async () => {
  const { outbox, submission } = freshOutbox();
  for (let n = 0; n < 2; n++) await outbox.take(submission());
  const refused = await outbox.next([]);
  await outbox.failedOnce(refused!.seq, 'platform/offline');
  await outbox.setAside(refused!.seq, 'poison', 'unopenable');
  await outbox.setAside(refused!.seq + 1, 'stuck', 'key-reused');
  expect(await outbox.retrySetAside()).toBe(1);
  expect(await outbox.next([])).toMatchObject({ seq: refused!.seq, tries: 0 });
  expect(await outbox.counts()).toMatchObject({ waiting: 1, setAside: 1 });
});

test('without a key of the platform nothing is taken, and nothing is promised', async () => {
  const { outbox, submission } = freshOutbox({ sealed: false });
  expect(await outbox.take(submission())).toMatchObject({ ok: false, failure: { code: 'store/unavailable' } });
});

test('a file from a newer program is left alone', async () => {
  const { outbox, file, reopen, submission } = freshOutbox();
  await outbox.close();
  const db = new Database(file);
  db.pragma('user_version = 99');
  db.close();
  const closed = reopen();
  expect(closed.usable()).toBe(false);
  expect(await closed.take(submission())).toMatchObject({ ok: false });
});

test('a damaged file stops submissions and stays as it is', async () => {
  const { outbox, file, reopen, submission } = freshOutbox();
  for (let i = 0; i < 20; i++) await outbox.take(submission());
  await outbox.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, 0, 100);
  writeFileSync(file, bytes);
  expect(reopen().usable()).toBe(false);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a migration leaves a copy of what it starts from, and no more than two', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
  const file = join(folder, 'outbox.db');
  const steps = [
    'create table a (n integer) strict; insert into a values (7)',
    'create table b (n integer) strict',
    'drop table a',
    'create table c (n integer) strict',
  ];
  const copies = () => readdirSync(folder).filter((name) => name.includes('.db.v'));
  const migrateTo = (version: number) => openDatabase(file, outboxSettings, steps.slice(0, version)).close();
  for (const version of [1, 2, 3]) migrateTo(version);
  expect(copies().sort()).toEqual(['outbox.db.v1', 'outbox.db.v2']);
  migrateTo(4);
  expect(copies().sort()).toEqual(['outbox.db.v2', 'outbox.db.v3']);
  const copy = new Database(join(folder, 'outbox.db.v2'), { readonly: true });
  expect(copy.prepare('select n from a').get()).toEqual({ n: 7 });
});

test('every table is strict', () => {
  const { file } = freshOutbox();
  const loose = new Database(file, { readonly: true })
    .prepare(
      `select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'`,
    )
    .all();
  expect(loose).toEqual([]);
});
