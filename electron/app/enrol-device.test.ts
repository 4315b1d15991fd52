import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import type { LogEventName } from '../../shared/log-events.ts';
import { manualClock } from '../platform/manual-clock.ts';
import { openIdentity } from '../store/identity/identity.ts';
import { openSimulatedLine } from '../upstream/simulated-line.ts';
import { enrolDevice } from './enrol-device.ts';
import { clientOf, passing, STATION } from './enrolled-kiosk.fixture.ts';

const HOUR_MS = 3_600_000;
const clock = manualClock(new Date().toISOString());
let platform: TestPlatform;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  platform = await startPlatform(clock.now);
}, 30_000);
afterAll(() => platform.close());
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A terminal at its first start. */
async function newTerminal(code: string | null, rootKey = platform.rootKeyFingerprint) {
  const folder = mkdtempSync(join(tmpdir(), 'enrol-'));
  const line = await openSimulatedLine(new URL(platform.url));
  const logged: { name: LogEventName; fields: object }[] = [];
  const defects: unknown[] = [];
  let ready = 0;
  const start = (given = code) => {
    const identity = openIdentity(folder, rootKey, STATION);
    const client = clientOf(identity, platform, line.url, clock);
    const loop = enrolDevice({
      identity,
      platform: client,
      station: { id: STATION, areaCode: '120103', name: '柳荫里就业驿站' },
      code: given,
      clock,
      random: () => 0.5,
      log: (name, fields) => void logged.push({ name, fields }),
      onDefect: (defect) => void defects.push(defect),
      onReady: () => void (ready += 1),
    });
    closing.push(
      () => expect(defects).toEqual([]),
      () => client.close(),
      () => loop.close(),
    );
    return { identity, client, loop };
  };
  closing.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => line.close(),
  );
  const failures = () => logged.filter(({ name }) => name === 'identity.failed').map(({ fields }) => fields);
  const readied = (times: number, step = 0) =>
    passing(
      clock,
      step,
      () => ready,
      (n) => n >= times,
    );
  const forgetEnrolment = () => rmSync(join(folder, 'enrolment.json'));
  return { line, start, failures, readied, ready: () => ready, forgetEnrolment };
}

test('a terminal with a code becomes known, and asks as itself from then on', async () => {
  const { start, readied } = await newTerminal(await platform.issueCode());
  const { identity, client } = start();
  expect(identity.enrolment()).toBeUndefined();
  await readied(1);
  expect(identity.enrolment()?.deviceId).toMatch(/^[0-9a-f]{32}$/);
  expect(identity.keys()?.keys.map(({ use }) => use)).toEqual(expect.arrayContaining(['sealing', 'device-ca', 'slip']));
  expect(await client.call('station')).toMatchObject({ ok: true, value: { stationId: STATION } });
});

test('once is enough: after a restart, without the code, it is the same device and takes newer keys', async () => {
  const { start, readied } = await newTerminal(await platform.issueCode());
  const first = start();
  await readied(1);
  await first.loop.close();
  const second = start(null);
  await readied(2);
  expect(second.identity.enrolment()).toEqual(first.identity.enrolment());
  const { sequence } = second.identity.keys()!;
  await readied(3, HOUR_MS / 2);
  expect(second.identity.keys()!.sequence).toBeGreaterThan(sequence);
});

test('the answer was lost on its way: the same code lets the same terminal in', async () => {
  const code = await platform.issueCode();
  const { start, readied, forgetEnrolment } = await newTerminal(code);
  const first = start();
  await readied(1);
  await first.loop.close();
  const { deviceId } = first.identity.enrolment()!;
  forgetEnrolment();
  const second = start();
  await readied(2);
  expect(second.identity.enrolment()?.deviceId).toBe(deviceId);
});

test('a platform that has forgotten it: it enters anew with the code of the config', async () => {
  const { start, readied } = await newTerminal(await platform.issueCode());
  const first = start();
  await readied(1);
  await first.loop.close();
  await platform.forgetDevices();
  const second = start(await platform.issueCode());
  await readied(2);
  expect(await second.client.call('station')).toMatchObject({ ok: true });
});

test('without a line it is tried again until it succeeds', async () => {
  const { line, start, failures, readied } = await newTerminal(await platform.issueCode());
  line.cut();
  start();
  await passing(
    clock,
    5_000,
    () => failures().length,
    (n) => n >= 3,
  );
  expect(failures()[0]).toEqual({ code: 'platform/offline' });
  line.restore();
  await readied(1, 5_000);
});

test('a code that was used, and none at all: it stays unknown, and says why', async () => {
  const code = await platform.issueCode();
  const first = await newTerminal(code);
  first.start();
  await first.readied(1);
  const second = await newTerminal(code);
  const { identity } = second.start();
  await passing(
    clock,
    0,
    () => second.failures().length,
    (n) => n >= 1,
  );
  expect(second.failures()[0]).toEqual({ code: 'code-refused' });
  expect(identity.enrolment()).toBeUndefined();
  const third = await newTerminal(null);
  third.start();
  await clock.advance(0);
  expect(third.failures()).toEqual([{ code: 'no-enrolment-code' }]);
});

test('a platform with another root key than the config names is not believed', async () => {
  const { start, failures, ready } = await newTerminal(await platform.issueCode(), '0'.repeat(64));
  const { identity } = start();
  await passing(
    clock,
    0,
    () => failures().length,
    (n) => n >= 1,
  );
  expect(failures()).toEqual([{ code: 'keys-not-believed' }]);
  expect([identity.enrolment(), identity.keys(), ready()]).toEqual([undefined, undefined, 0]);
});
