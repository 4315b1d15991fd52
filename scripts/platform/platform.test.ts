import { createHash, createPublicKey, verify } from 'node:crypto';
import { request } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  API_HEADER,
  API_MAJOR,
  endpoints,
  KeyList,
  Problem,
  type EndpointAnswer,
  type EndpointName,
} from '../../shared/platform-api.ts';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import { until } from '../../tests/support/composed-kiosk.ts';
import { sampleApplication, samplePosting } from '../../tests/support/samples.ts';
import { askerOf, isProblem, newDevice, type Asker, type RawAnswer } from './device.fixture.ts';
import { openPostgresql } from './store/open-postgresql.ts';

const MINUTE_MS = 60_000;
/** How far the platform's clock is from the machine's, in ms. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
let platform: TestPlatform;
let ask: Asker;
let kiosk: Awaited<ReturnType<ReturnType<typeof newDevice>['join']>>;

beforeAll(async () => {
  platform = await startPlatform(now);
  ask = askerOf(platform);
  kiosk = await newDevice(ask, now).join(await platform.issueCode());
  await platform.publish('posting', [samplePosting({ id: 'p-1' })]);
}, 30_000);
afterAll(() => platform.close());
beforeEach(() => (ahead = 0));

/** What each endpoint answers when all is well. */
async function everyAnswer(): Promise<Record<EndpointName, RawAnswer>> {
  const newcomer = newDevice(ask, now, 's-2');
  const { token } = kiosk;
  const enrolled = await newcomer.enrol(await platform.issueCode('s-2'));
  const { deviceId } = enrolled.json<EndpointAnswer<'enrol'>>();
  return {
    health: await ask('/v1/health'),
    keys: await ask('/v1/keys'),
    enrol: enrolled,
    token: await newcomer.post('/v1/tokens', newcomer.proof(deviceId)),
    changes: await ask('/v1/changes?kind=posting&after=0&limit=500', { token }),
    station: await ask('/v1/station', { token }),
    submit: await kiosk.submit(await kiosk.sealed(sampleApplication({ postingId: 'p-ok' }))),
    verifyPersonCode: await newcomer.post('/v1/person-codes', { code: 'AAAA', symbology: ']Q1' }, { token }),
    askHelp: await newcomer.post('/v1/help-cases', { caseId: 'c-1', screen: 'jobs', stationId: 's-1' }, { token }),
  };
}

describe('every endpoint', () => {
  test('answers over verified HTTPS in the form of the contract, with the header of the API', async () => {
    const answers = Object.entries(await everyAnswer()) as [EndpointName, RawAnswer][];
    expect(answers.map(([name]) => name).sort()).toEqual(Object.keys(endpoints).sort());
    for (const [name, answer] of answers) {
      expect([name, answer.status, answer.headers[API_HEADER]]).toEqual([name, 200, API_MAJOR]);
      expect(endpoints[name].answer.parse(answer.json())).toEqual(answer.json());
    }
  });

  test('is named by the OpenAPI document, whose schemas accept what is really answered', async () => {
    const document = (await ask('/v1/openapi.json')).json<OpenApi>();
    expect(document.openapi).toMatch(/^3\.1\./);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
    );
    expect(operations.map(({ operationId, path, method }) => ({ name: operationId, path, method }))).toEqual(
      (Object.keys(endpoints) as EndpointName[]).map((name) => ({
        name,
        path: endpoints[name].path,
        method: endpoints[name].method,
      })),
    );
    const answers = await everyAnswer();
    for (const { operationId, responses, security } of operations) {
      expect(security !== undefined).toBe(endpoints[operationId].auth);
      const answer = z.fromJSONSchema(responses['200'].content['application/json'].schema as never);
      expect(answer.safeParse(answers[operationId].json()).error).toBeUndefined();
      expect(answer.safeParse({ another: 'thing' }).success).toBe(false);
      const problem = z.fromJSONSchema(responses.default.content['application/problem+json'].schema as never);
      expect(problem.safeParse((await ask('/v1/nowhere')).json()).error).toBeUndefined();
    }
  });

  test.each(Object.values(endpoints).filter(({ auth }) => auth))('refuses strangers: $path', async (endpoint) => {
    const query = endpoint.path === endpoints.changes.path ? '?kind=posting&after=0&limit=1' : '';
    const body = endpoint.method === 'POST' ? { body: '{}' } : {};
    for (const token of [undefined, 'A'.repeat(43), 'short']) {
      isProblem(await ask(endpoint.path + query, { ...body, token }), 401, 'unauthorised');
    }
  });
});

test('without the certificate of its issuer nobody speaks with the platform', async () => {
  const refused = new Promise((resolve) => {
    request(new URL('/v1/health', platform.url), { agent: false }).on('error', resolve).end();
  });
  expect(await refused).toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
});

test('an embedded database calls itself a trial, a server does not', async () => {
  const isServer = process.env['TEST_DATABASE_URL'] !== undefined;
  expect((await ask('/v1/health')).json()).toMatchObject({
    trial: !isServer,
    engine: isServer ? 'postgresql' : 'pglite',
  });
});

test.runIf(process.env['TEST_DATABASE_URL'])('a server that throws everybody out is asked anew', async () => {
  const other = await openPostgresql(process.env['TEST_DATABASE_URL']!);
  await other.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  await other.close();
  await until(
    () => ask('/v1/keys'),
    ({ status }) => status === 200,
  );
});

test('the list of keys is signed by the root key that the config names', async () => {
  const signed = (await ask('/v1/keys')).json<EndpointAnswer<'keys'>>();
  const body = Buffer.from(signed.body, 'base64url');
  const root = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: signed.rootKey }, format: 'jwk' });
  expect(verify(null, body, root, Buffer.from(signed.signature, 'base64url'))).toBe(true);
  expect(createHash('sha256').update(Buffer.from(signed.rootKey, 'base64url')).digest('hex')).toBe(
    platform.rootKeyFingerprint,
  );
  const uses = KeyList.parse(JSON.parse(body.toString('utf8'))).keys.map(({ use }) => use);
  expect(uses).toEqual(expect.arrayContaining(['sealing', 'device-ca', 'slip']));
});

test('every answer bears the time of the platform, whatever the machine says', async () => {
  ahead = 90 * MINUTE_MS;
  for (const path of ['/v1/health', '/v1/station', '/v1/nowhere']) {
    const date = Date.parse(String((await ask(path)).headers['date']));
    expect(Math.abs(date - now().getTime())).toBeLessThan(5_000);
  }
});

describe('refused in words, never with a broken pipe', () => {
  const toHelp = (body: string, headers = {}) => ask('/v1/help-cases', { body, headers, token: kiosk.token });

  test('what is not JSON, not of the form, or said to be something else', async () => {
    isProblem(await toHelp('{'), 400, 'malformed');
    isProblem(await toHelp('[]'), 400, 'malformed');
    isProblem(await toHelp('{"caseId":"c","screen":"home","stationId":"s-1","more":1}'), 400, 'malformed');
    isProblem(await toHelp('{}', { 'content-type': 'text/plain' }), 400, 'malformed');
  });

  test('what is too big, with its length said before or not', async () => {
    const big = JSON.stringify({ caseId: 'x'.repeat(300 * 1024) });
    isProblem(await toHelp(big), 400, 'malformed');
    isProblem(await toHelp(big, { 'transfer-encoding': 'chunked' }), 400, 'malformed');
  });

  test('a path or a method that does not exist', async () => {
    isProblem(await ask('/v1/nowhere'), 404, 'unknown');
    isProblem(await ask('/v1/health', { method: 'DELETE' }), 404, 'unknown');
  });

  test('a question that is not of the form; the words name fields and no values', async () => {
    const answer = await ask('/v1/changes?kind=secret&after=-1&limit=501', { token: kiosk.token });
    isProblem(answer, 400, 'malformed');
    expect(answer.json<Problem>().detail).toMatch(/query\.kind.*query\.after.*query\.limit/);
    expect(answer.text).not.toContain('secret');
    isProblem(await ask('/v1/station?more=1', { token: kiosk.token }), 400, 'malformed');
  });
});

test('a help case is told as it stands, to its own station only', async () => {
  const askAs = async (who: typeof kiosk, caseId: string, stationId = 's-1') =>
    ask('/v1/help-cases', { body: JSON.stringify({ caseId, screen: 'jobs', stationId }), token: who.token });
  expect((await askAs(kiosk, 'c-2')).json()).toEqual({ caseId: 'c-2', state: 'open', answeredBy: null });
  expect(await platform.desk('GET', '/desk/stations/s-1/help-cases')).toContainEqual({ id: 'c-2', screen: 'jobs' });
  await platform.desk('POST', '/desk/help-cases/c-2/answer', { by: '李敏' });
  expect((await askAs(kiosk, 'c-2')).json()).toEqual({ caseId: 'c-2', state: 'answered', answeredBy: '李敏' });
  const elsewhere = await newDevice(ask, now, 's-9').join(await platform.issueCode('s-9'));
  isProblem(await askAs(elsewhere, 'c-2', 's-9'), 404, 'unknown');
  isProblem(await askAs(elsewhere, 'c-3', 's-1'), 400, 'malformed');
});

test('the desk asks for its own token, and a wrong form is told', async () => {
  isProblem(await ask('/desk/submissions', { token: kiosk.token }), 401, 'unauthorised');
  isProblem(await ask('/desk/bulk', { token: platform.deskToken, body: '{"kind":"posting"}' }), 400, 'malformed');
  isProblem(await ask('/desk/bulk', { token: platform.deskToken, body: '{' }), 400, 'malformed');
});

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<
      string,
      {
        operationId: EndpointName;
        security?: unknown;
        responses: {
          200: { content: { 'application/json': { schema: object } } };
          default: { content: { 'application/problem+json': { schema: object } } };
        };
      }
    >
  >;
}
