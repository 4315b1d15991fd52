import { clientOf } from '../../electron/app/enrolled-kiosk.fixture.ts';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverSubmissions } from '../../electron/app/deliver-submissions.ts';
import { enrolDevice } from '../../electron/app/enrol-device.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { silentLog } from '../../electron/platform/log.ts';
import { openIdentity } from '../../electron/store/identity/identity.ts';
import { openOutbox } from '../../electron/store/outbox/outbox.ts';
import type { Application } from '../../shared/domain/submission.ts';
import { sampleApplication } from '../support/samples.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { openCuttingRelay, type Cut, type CuttingRelay } from './cutting-relay.ts';
import { isLong, say, seed, seeded } from './random.ts';

const STATION = 's-1';
const PER_CLASS = isLong ? 250 : 10;
const folder = mkdtempSync(join(tmpdir(), 'delivery-'));
let platform: TestPlatform;
let relay: CuttingRelay;
beforeAll(async () => {
  platform = await startPlatform();
  relay = await openCuttingRelay(new URL(platform.url));
});
afterAll(async () => {
  await relay.close();
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Identity, outbox, client and delivery, as the kiosk composes them, on the relay's cable. */
async function enrolledKiosk(name: string) {
  const identity = openIdentity(join(folder, name), platform.rootKeyFingerprint, STATION);
  const client = clientOf(identity, platform, relay.url, systemClock);
  const defects: unknown[] = [];
  const onDefect = (defect: unknown) => defects.push(defect);
  const common = { platform: client, clock: systemClock, log: silentLog, onDefect };
  const code = await platform.issueCode();
  let known: () => void;
  const isKnown = new Promise<void>((resolve) => (known = resolve));
  const enrolment = enrolDevice({
    ...common,
    identity,
    station: { id: STATION, areaCode: '120103', name: '柳荫里就业驿站' },
    code,
    random: () => 0,
    onReady: () => known(),
  });
  await isKnown;
  const sealing = identity.keys()!.keys.find(({ use }) => use === 'sealing')!;
  const outbox = openOutbox({
    file: join(folder, name, 'outbox.db'),
    stationId: STATION,
    clock: systemClock,
    sealingKey: () => ({ id: sealing.id, key: Buffer.from(sealing.key, 'base64url') }),
  });
  const delivery = deliverSubmissions({
    ...common,
    outbox,
    random: () => 0,
    stationId: STATION,
    onCounts: () => undefined,
  });
  return {
    client,
    outbox,
    delivery,
    defects,
    close: async () => {
      client.close();
      await Promise.all([enrolment.close(), delivery.close()]);
      await outbox.close();
    },
  };
}

const classes = {
  'before the request': () => ({ direction: 'up', afterBytes: 0 }),
  'in the middle of the request': (size, below) => ({ direction: 'up', afterBytes: 1 + below(size.up - 1) }),
  'after the request, before the reply': () => ({ direction: 'down', afterBytes: 0 }),
  'in the middle of the reply': (size, below) => ({ direction: 'down', afterBytes: 1 + below(size.down - 1) }),
} as const satisfies Record<string, (size: { up: number; down: number }, below: (n: number) => number) => Cut>;

test('a line that breaks at any byte of a delivery: each submission arrives, once', async () => {
  const random = seeded(seed);
  const kiosk = await enrolledKiosk('cuts');
  const keys: string[] = [];
  const filed = async () =>
    (await platform.submissions()).map(({ key, payload }) => ({ key, ...(payload as Application) }));

  const deliver = async (n: number): Promise<void> => {
    const key = randomBytes(16).toString('hex');
    keys.push(key);
    const outcome = kiosk.delivery.outcomeWithin(key, 20_000);
    const taken = await kiosk.outbox.take({
      key,
      subject: randomBytes(8).toString('hex'),
      kind: 'application',
      schema: 1,
      clockTrusted: true,
      payload: (number) => sampleApplication({ postingId: `p-${n}`, number }),
    });
    expect(taken.ok).toBe(true);
    kiosk.delivery.kick();
    expect((await outcome)?.status).toBe('accepted');
  };

  // The first makes the connection and the token; the second, on them, shows how long a request and a reply are.
  await deliver(0);
  const before = relay.carried();
  await deliver(1);
  const after = relay.carried();
  const size = { up: after.up - before.up, down: after.down - before.down };

  const counts: string[] = [];
  for (const [name, place] of Object.entries(classes)) {
    const cutsBefore = relay.cuts();
    for (let i = 0; i < PER_CLASS; i++) {
      // A call first, so that the delivery finds a connection that stands: its bytes are then the request's own.
      expect((await kiosk.client.call('health')).ok).toBe(true);
      relay.cut(place(size, random.below));
      await deliver(keys.length);
    }
    counts.push(`${name} ${relay.cuts() - cutsBefore}`);
    expect(relay.cuts() - cutsBefore).toBe(PER_CLASS);
  }
  const rows = await filed();
  say(
    `delivery, seed ${seed}: request ${size.up} bytes, reply ${size.down}; cuts ${counts.join(', ')}; ${rows.length} of ${keys.length} at the platform`,
  );
  expect(rows.map(({ key }) => key)).toEqual(keys);
  expect(await kiosk.outbox.counts()).toMatchObject({ waiting: 0, setAside: 0 });
  expect(kiosk.defects).toEqual([]);
  await kiosk.close();
});
