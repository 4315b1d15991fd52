import type { Receipt } from '../../shared/domain/submission.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import { manualClock } from '../platform/manual-clock.ts';
import type { PlatformClient } from '../upstream/contract.ts';
import { deliverSubmissions, type Delivery } from './deliver-submissions.ts';
import { enrolledKiosk, passing, STATION } from './enrolled-kiosk.fixture.ts';

const HOUR_MS = 3_600_000;
const clock = manualClock(new Date().toISOString());
/** How far the platform's clock is from the kiosk's, in ms. */
let ahead = 0;
let platform: TestPlatform;
let kiosk: Awaited<ReturnType<typeof enrolledKiosk>>;
let delivery: Delivery | undefined;

beforeAll(async () => {
  platform = await startPlatform(() => new Date(clock.now().getTime() + ahead));
}, 30_000);
afterAll(() => platform.close());
beforeEach(async () => {
  ahead = 0;
  kiosk = await enrolledKiosk(platform, clock);
});
afterEach(async () => {
  expect(kiosk.defects).toEqual([]);
  const closing = delivery?.close();
  kiosk.client.close();
  await closing;
  await kiosk.close();
});

/** The client is given where a test speaks to somebody else than the platform. */
const begin = (random = 0.5, client: PlatformClient = kiosk.client) => {
  const counts: number[] = [];
  delivery = deliverSubmissions({
    ...kiosk.common,
    platform: client,
    outbox: kiosk.outbox,
    random: () => random,
    stationId: STATION,
    onCounts: () => void counts.push(1),
  });
  return { delivery, counts };
};
const settled = (step = 0) =>
  passing(
    clock,
    step,
    () => kiosk.outbox.counts(),
    ({ waiting }) => waiting === 0,
  );
const retried = (times: number, step = 0) =>
  passing(
    clock,
    step,
    () => kiosk.logged('outbox.retry'),
    (all) => all.length >= times,
  );
const filed = async (keys: readonly string[]) =>
  (await platform.submissions()).map(({ key }) => key).filter((key) => keys.includes(key));

test('what waits goes in its order, each with its receipt', async () => {
  const keys = [];
  for (let i = 0; i < 5; i++) keys.push(await kiosk.take(`order-${i}`));
  const { delivery: current, counts } = begin();
  const outcomes: [string, string][] = [];
  current.onOutcome((key, { status }) => void outcomes.push([key, status]));
  await settled();
  expect(await filed(keys)).toEqual(keys);
  expect(outcomes).toEqual(keys.map((key) => [key, 'accepted']));
  expect(counts).toHaveLength(5);
});

test('one that comes while nothing waits is sent at a kick, and its receipt is waited for', async () => {
  const { delivery: current } = begin();
  await clock.advance(10);
  const key = await kiosk.take('kicked');
  const outcome = current.outcomeWithin(key, 60_000);
  current.kick();
  await settled();
  expect(await outcome).toMatchObject({ status: 'accepted' });
});

test('a receipt that does not come in time is not waited for any longer', async () => {
  const { delivery: current } = begin();
  const receipt = current.outcomeWithin('0'.repeat(32), 2_500);
  await clock.advance(2_500);
  expect(await receipt).toBeUndefined();
});

test('one that the platform refuses for what it is goes aside, sealed; the others go on', async () => {
  const before = await kiosk.take('before');
  const refused = await kiosk.take('refused', { walkMinutes: -1 });
  const after = await kiosk.take('after');
  const { delivery: current } = begin();
  const told = current.outcomeWithin(refused, 60_000);
  await settled();
  // Its visitor hears that it is being looked at, and not 已保存 for ever.
  expect(await told).toMatchObject({ status: 'in-review' });
  expect(await filed([before, after])).toEqual([before, after]);
  expect(await kiosk.outbox.counts()).toMatchObject({ waiting: 0, setAside: 1 });
  expect(kiosk.logged('outbox.set-aside')).toEqual([{ code: 'unopenable', seq: 2 }]);
});

test('without a line it waits longer each time, and with the line back it goes once', async () => {
  kiosk.line.cut();
  const key = await kiosk.take('offline');
  begin();
  await retried(1);
  // Half of 2 s, 4 s, 8 s: the jitter is in the middle.
  for (const [tries, wait] of [
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
  ] as const) {
    await retried(tries);
    expect(kiosk.logged('outbox.retry').at(-1)).toEqual({ code: 'platform/offline', tries, ms: wait });
    await clock.advance(wait - 1);
    expect(kiosk.logged('outbox.retry')).toHaveLength(tries);
    await clock.advance(1);
  }
  await retried(4);
  expect(await kiosk.outbox.counts()).toMatchObject({ waiting: 1, setAside: 0 });

  kiosk.line.restore();
  // Any call notices that the line is back; the delivery then waits for its turn, up to 20 s, and not for its backoff.
  await kiosk.client.call('health');
  await settled(1_000);
  expect(await filed([key])).toEqual([key]);
});

test('the line comes back: not all kiosks of a district speak in the same second', async () => {
  kiosk.line.cut();
  await kiosk.take('herd');
  begin(0.999);
  await passing(
    clock,
    60_000,
    () => kiosk.logged('outbox.retry').length,
    (n) => n >= 6,
  );
  kiosk.line.restore();
  await kiosk.client.call('health');
  await clock.advance(19_900);
  expect(await kiosk.outbox.counts()).toMatchObject({ waiting: 1 });
  await clock.advance(100);
  await settled();
});

test('a token that died is replaced at once, and nothing waits for it', async () => {
  begin();
  const first = await kiosk.take('token-1');
  delivery!.kick();
  await settled();
  // The platform's day is over; the kiosk believes that its token still lives.
  ahead = 25 * HOUR_MS;
  const second = await kiosk.take('token-2');
  const third = await kiosk.take('token-3');
  delivery!.kick();
  await settled();
  expect(await filed([first, second, third])).toEqual([first, second, third]);
});

test('clocks an hour apart: the first proof does not hold, the next bears the time of the platform', async () => {
  const key = await kiosk.take('apart');
  ahead = HOUR_MS;
  begin();
  await retried(1);
  expect(await kiosk.outbox.counts()).toMatchObject({ waiting: 1, setAside: 0 });
  await settled(HOUR_MS / 2);
  expect(await filed([key])).toEqual([key]);
});

/** Somebody who keeps the form of the contract and says what it likes. */
const saying = (answer: (body: { key: string }) => unknown): PlatformClient => ({
  ...kiosk.client,
  call: async (_, ask) => answer(ask?.body as { key: string }) as never,
});

const receiptFor = (key: string): Receipt => ({
  key,
  outcome: 'accepted',
  receivedAt: clock.now().toISOString(),
  replyBy: null,
  keptUntil: null,
});

test("another one's receipt is not believed: the submission stays and is sent again", async () => {
  const key = await kiosk.take('mixed-up');
  begin(
    0.5,
    saying(() => ({ ok: true, value: receiptFor('f'.repeat(32)) })),
  );
  await retried(3, 1_000);
  expect(kiosk.logged('outbox.retry')[0]).toMatchObject({ code: 'platform/misbehaved' });
  expect(await kiosk.outbox.counts()).toMatchObject({ waiting: 1, setAside: 0 });
  await delivery!.close();
  begin();
  await settled(1_000);
  expect(await filed([key])).toEqual([key]);
});

test('one that the platform stumbles over holds up nobody else', async () => {
  const ill = await kiosk.take('ill');
  await kiosk.take('well');
  const broken = { ok: false, failure: { code: 'platform/offline', detail: 'status 500', problem: 'broken' } };
  begin(
    0.5,
    saying(({ key }) => (key === ill ? broken : { ok: true, value: receiptFor(key) })),
  );
  await passing(
    clock,
    0,
    () => kiosk.outbox.counts(),
    ({ waiting }) => waiting === 1,
  );
  expect((await kiosk.outbox.next([]))?.key).toBe(ill);
});

test('the platform says how long to leave it alone', async () => {
  await kiosk.take('busy');
  let asked = 0;
  const busy = {
    ok: false,
    failure: { code: 'platform/offline', detail: 'status 429', problem: 'too-many', retryAfterMs: 90_000 },
  };
  begin(
    0.5,
    saying(({ key }) => (asked++ === 0 ? busy : { ok: true, value: receiptFor(key) })),
  );
  await clock.advance(89_999);
  expect(asked).toBe(1);
  await clock.advance(1);
  expect(await kiosk.outbox.counts()).toMatchObject({ waiting: 0, setAside: 0 });
});

test('a key that the platform knows with other content is stuck: that is our own defect, and staff see it', async () => {
  await kiosk.take('reused');
  const reused = { ok: false, failure: { code: 'platform/refused', detail: 'status 409', problem: 'key-reused' } };
  begin(
    0.5,
    saying(() => reused),
  );
  await settled();
  expect(await kiosk.outbox.counts()).toMatchObject({ waiting: 0, setAside: 1 });
});

test('a key that is just being filed waits for its turn', async () => {
  await kiosk.take('in-progress');
  let asked = 0;
  const busy = { ok: false, failure: { code: 'platform/refused', detail: 'status 409', problem: 'key-in-progress' } };
  begin(
    0.5,
    saying(({ key }) => (asked++ === 0 ? busy : { ok: true, value: receiptFor(key) })),
  );
  await settled(1_000);
  expect([asked, await kiosk.outbox.counts()]).toMatchObject([2, { waiting: 0, setAside: 0 }]);
});
