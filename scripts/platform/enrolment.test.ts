import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EndpointAnswer } from '../../shared/platform-api.ts';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import { askerOf, isProblem, newDevice, type Asker, type RawAnswer } from './device.fixture.ts';

const MINUTE_MS = 60_000;
/** How far the platform's clock is from the machine's, in ms. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
let platform: TestPlatform;
let ask: Asker;
let kiosk: Awaited<ReturnType<ReturnType<typeof newDevice>['join']>>;
/** Of each test its own: who fails at one does not count at the next. */
let station = '';
let tests = 0;

beforeAll(async () => {
  platform = await startPlatform(now);
  ask = askerOf(platform);
  kiosk = await newDevice(ask, now).join(await platform.issueCode());
}, 30_000);
afterAll(() => platform.close());
beforeEach(() => {
  ahead = 0;
  station = `of-test-${++tests}`;
});

const minutesAway = (minutes: number) => new Date(now().getTime() + minutes * MINUTE_MS).toISOString();

describe('a code lets in', () => {
  const refused = (answer: RawAnswer) => isProblem(answer, 403, 'code-refused');

  test('one device, not a second one', async () => {
    const code = await platform.issueCode(station);
    expect((await newDevice(ask, now, station).enrol(code)).status).toBe(200);
    refused(await newDevice(ask, now, station).enrol(code));
  });

  test('one of two who show it at the same moment', async () => {
    const code = await platform.issueCode(station);
    const answers = await Promise.all([
      newDevice(ask, now, station).enrol(code),
      newDevice(ask, now, station).enrol(code),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  test('nobody after ten minutes', async () => {
    const code = await platform.issueCode(station);
    ahead = 11 * MINUTE_MS;
    refused(await newDevice(ask, now, station).enrol(code));
  });

  test('nobody who made it up, and tells whether it has the form of a code', async () => {
    refused(await newDevice(ask, now, station).enrol('ZZZZZZZZZZ'));
    isProblem(await newDevice(ask, now, station).enrol('too-short'), 400, 'malformed');
  });

  test('nobody at another station than it was made for', async () => {
    const code = await platform.issueCode('s-7');
    refused(await newDevice(ask, now, station).enrol(code));
    expect((await newDevice(ask, now, 's-7').enrol(code)).status).toBe(200);
  });

  test('nobody who shows the public key of another device: the proof must be by its private key', async () => {
    const code = await platform.issueCode(station);
    const device = newDevice(ask, now, station);
    isProblem(await device.enrol(code, { by: device.stranger() }), 401, 'unauthorised');
    expect((await device.enrol(code)).status).toBe(200);
  });

  test('a device whose first answer was lost: with the same code or a new one it is the same device', async () => {
    const device = newDevice(ask, now, station);
    const code = await platform.issueCode(station);
    const first = (await device.enrol(code)).json<EndpointAnswer<'enrol'>>();
    ahead = 11 * MINUTE_MS;
    expect((await device.enrol(code)).json<EndpointAnswer<'enrol'>>().deviceId).toBe(first.deviceId);
    const again = await device.enrol(await platform.issueCode(station), { areaCode: '120104' });
    expect(again.json<EndpointAnswer<'enrol'>>().deviceId).toBe(first.deviceId);
    expect((await device.post('/v1/tokens', device.proof(first.deviceId))).status).toBe(200);
  });
});

test('who guesses is made to wait, all at once or one by one; the next station is not', async () => {
  const device = newDevice(ask, now, 's-guess');
  const guesses = await Promise.all(Array.from({ length: 12 }, () => device.enrol('ZZZZZZZZZZ')));
  expect(guesses.map(({ status }) => status).sort()).toEqual([
    ...Array<number>(5).fill(403),
    ...Array<number>(7).fill(429),
  ]);
  const made = await device.enrol(await platform.issueCode('s-guess'));
  isProblem(made, 429, 'too-many');
  expect((await newDevice(ask, now, 's-next').enrol(await platform.issueCode('s-next'))).status).toBe(200);
  ahead += Number(made.headers['retry-after']) * 1000;
  expect((await device.enrol(await platform.issueCode('s-guess'))).status).toBe(200);
});

test('a weak key is not let into the list that every kiosk believes', async () => {
  const weak = Buffer.from(`01${'00'.repeat(31)}`, 'hex').toString('base64url');
  const code = await platform.issueCode(station);
  isProblem(await newDevice(ask, now, station).enrol(code, { slipKey: weak }), 400, 'malformed');
});

test('a code that could not let its device in is not burnt', async () => {
  const device = newDevice(ask, now, station);
  await device.enrol(await platform.issueCode(station));
  const code = await platform.issueCode(station);
  // The same device key with another slip key is refused; with its own it is let in by the very code.
  isProblem(await device.enrol(code, { slipKey: device.stranger().raw }), 403, 'code-refused');
  expect((await device.enrol(code)).status).toBe(200);
});

describe('a token is refused for a proof', () => {
  test.each<[string, (device: ReturnType<typeof newDevice>, id: string) => object]>([
    ['that another key signed', (device, id) => device.proof(id, { by: device.stranger() })],
    ['of another moment than the signed one', (device, id) => ({ ...device.proof(id), issuedAt: minutesAway(1) })],
    ['of a device nobody knows', (device) => device.proof('0'.repeat(32))],
    ['eleven minutes old', (device, id) => device.proof(id, { issuedAt: minutesAway(-11) })],
    ['from eleven minutes ahead', (device, id) => device.proof(id, { issuedAt: minutesAway(11) })],
  ])('%s', async (_, proofOf) => {
    const device = newDevice(ask, now, station);
    const { deviceId } = (await device.enrol(await platform.issueCode(station))).json<EndpointAnswer<'enrol'>>();
    isProblem(await device.post('/v1/tokens', proofOf(device, deviceId)), 401, 'unauthorised');
  });

  test('shown a second time, also when both come at once; nine minutes off are forgiven', async () => {
    const device = newDevice(ask, now, station);
    const { deviceId } = (await device.enrol(await platform.issueCode(station))).json<EndpointAnswer<'enrol'>>();
    const proof = device.proof(deviceId, { issuedAt: minutesAway(-9) });
    const both = await Promise.all([device.post('/v1/tokens', proof), device.post('/v1/tokens', proof)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    isProblem(await device.post('/v1/tokens', proof), 401, 'unauthorised');
  });

  test('and a token dies after a day', async () => {
    ahead = 25 * 60 * MINUTE_MS;
    isProblem(await ask('/v1/station', { token: kiosk.token }), 401, 'unauthorised');
  });
});
