import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServerCertificate } from '../../scripts/platform/trust/server-certificate.ts';
import { syncCatalogue } from '../../electron/app/sync-catalogue.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import type { Log } from '../../electron/platform/log.ts';
import { openCatalogue } from '../../electron/store/catalogue/catalogue.ts';
import type { PlatformFailure } from '../../electron/upstream/contract.ts';
import { createPlatformClient } from '../../electron/upstream/platform-client.ts';
import { API_HEADER, API_MAJOR } from '../../shared/platform-api.ts';
import { samplePosting, standpoint } from '../support/samples.ts';
import { startHostileServer, type Behaviour, type HostileServer } from './hostile-server.ts';
import { say } from './random.ts';

const MARK = 'WORDS-OF-ANOTHER-SERVER';
const MIB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'network-'));
let hostile: HostileServer;
let ca: string;
beforeAll(async () => {
  const certificate = await openServerCertificate(join(folder, 'tls'), ['127.0.0.1'], new Date());
  ca = readFileSync(certificate.caFile, 'utf8');
  hostile = await startHostileServer(certificate);
});
afterAll(async () => {
  await hostile.close();
  rmSync(folder, { recursive: true, force: true });
});

const json = { 'content-type': 'application/json', [API_HEADER]: API_MAJOR };
const html = { 'content-type': 'text/html; charset=utf-8' };
const portal = `<html><script>location='http://10.0.0.1/${MARK}'</script></html>`;
const goodPage = JSON.stringify({
  feed: '0'.repeat(32),
  newest: 1,
  changes: [{ seq: 1, id: 'p-1', version: 1, item: samplePosting({ id: 'p-1' }) }],
  next: 1,
  remaining: 0,
  bulk: null,
});
const answering =
  (status: number, headers: Record<string, string | number>, body: string | Buffer): Behaviour =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

const cases: Record<string, { does: Behaviour; gives: Partial<PlatformFailure> }> = {
  'resets as soon as it is asked': { does: (request) => request.socket.destroy(), gives: { code: 'platform/offline' } },
  'resets in mid-body': {
    does: (request, response) => {
      response.writeHead(200, { ...json, 'content-length': goodPage.length });
      response.write(goodPage.slice(0, 200), () => request.socket.destroy());
    },
    gives: { code: 'platform/offline', detail: 'cut' },
  },
  'ends a chunked body without its end': {
    does: (request, response) => {
      response.writeHead(200, json);
      response.write(goodPage, () => request.socket.destroy());
    },
    gives: { code: 'platform/offline', detail: 'cut' },
  },
  'ends a gzip body early': {
    does: answering(200, { ...json, 'content-encoding': 'gzip' }, gzipSync(goodPage).subarray(0, 100)),
    gives: { code: 'platform/offline', detail: 'cut' },
  },
  'answers as a portal, 200 and a page': { does: answering(200, html, portal), gives: { code: 'platform/portal' } },
  'answers as a portal that says JSON': {
    does: answering(200, { 'content-type': 'application/json' }, goodPage),
    gives: { code: 'platform/portal' },
  },
  'sends us elsewhere, 302': {
    does: answering(302, { ...html, location: `http://10.0.0.1/${MARK}` }, portal),
    gives: { code: 'platform/portal' },
  },
  'speaks another version': {
    does: answering(200, { ...json, [API_HEADER]: '2' }, goodPage),
    gives: { code: 'platform/portal' },
  },
  'is a gateway that fails, 502': { does: answering(502, html, portal), gives: { code: 'platform/offline' } },
  'fails, 500': {
    does: answering(500, json, JSON.stringify({ status: 500, code: 'broken', detail: MARK })),
    gives: { code: 'platform/offline', problem: 'broken' },
  },
  'asks to be left alone, 503': {
    does: answering(503, { ...json, 'retry-after': 120 }, '{}'),
    gives: { code: 'platform/offline', retryAfterMs: 120_000 },
  },
  'asks to be left alone for a year, 429': {
    does: answering(429, { ...json, 'retry-after': 31_536_000 }, '{}'),
    gives: { code: 'platform/offline', retryAfterMs: 3_600_000 },
  },
  'does not know us, 401': { does: answering(401, json, '{}'), gives: { code: 'platform/unauthorised' } },
  'refuses, 400': { does: answering(400, json, '{}'), gives: { code: 'platform/refused' } },
  'sends a gzip bomb': {
    does: answering(200, { ...json, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(200 * MIB, 0x20))),
    gives: { code: 'platform/offline', detail: 'too-large' },
  },
  'never ends': {
    does: (_, response) => {
      response.writeHead(200, json);
      const block = Buffer.alloc(64 * 1024, 0x20);
      const more = () => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', more);
      more();
    },
    gives: { code: 'platform/offline', detail: 'too-large' },
  },
  'sends half a JSON': {
    does: answering(200, json, goodPage.slice(0, 200)),
    gives: { code: 'platform/misbehaved', detail: 'not JSON' },
  },
  'sends JSON of another kind': {
    does: answering(200, json, JSON.stringify({ name: MARK, changes: MARK })),
    gives: { code: 'platform/misbehaved' },
  },
  'sends a good page with one thing more': {
    does: answering(200, json, JSON.stringify({ ...(JSON.parse(goodPage) as object), extra: MARK })),
    gives: { code: 'platform/misbehaved' },
  },
};

/** A token is to be had; all else is as hostile as the case says. */
const withTokens =
  (does: Behaviour): Behaviour =>
  (request, response) => {
    if (request.url !== '/v1/tokens') {
      does(request, response);
      return;
    }
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    answering(200, json, JSON.stringify({ token: 'A'.repeat(43), expiresAt }))(request, response);
  };

const clientOf = (url: string, issuer = ca) =>
  createPlatformClient({
    url,
    ca: issuer,
    clock: systemClock,
    device: () => ({ deviceId: 'a'.repeat(32), sign: () => new Uint8Array(64) }),
  });

/** One sync against it; answers what was logged of its failure, and what then lies in the catalogue. */
async function syncOnce(url: string) {
  const client = clientOf(url);
  const catalogue = openCatalogue({ file: join(folder, 'catalogue.db'), standpoint, onTrouble: () => undefined });
  const logged: { name: string; code: unknown; fields: unknown }[] = [];
  const defects: unknown[] = [];
  let failed: () => void;
  const over = new Promise<void>((resolve) => (failed = resolve));
  const log: Log = (name, fields) => {
    logged.push({ name, code: 'code' in fields ? fields.code : undefined, fields });
    if (name === 'sync.failed') failed();
  };
  const sync = syncCatalogue({
    catalogue,
    platform: client,
    clock: systemClock,
    random: () => 1,
    log,
    onDefect: (defect) => defects.push(defect),
    clockTrusted: () => true,
    mayGrow: () => true,
    onChange: () => undefined,
  });
  await over;
  await sync.close();
  client.close();
  const kept = { count: await catalogue.count('posting'), cursor: await catalogue.cursor('event') };
  await catalogue.close();
  return { logged, defects, kept };
}

for (const [what, { does, gives }] of Object.entries(cases)) {
  test(`a platform that ${what}: ${gives.code}, nothing thrown, nothing kept`, async () => {
    const client = clientOf(hostile.url);
    hostile.answer(withTokens(does));
    const before = hostile.written();
    const answer = await client.call('changes', { query: { kind: 'posting', after: 0, began: 0, limit: 500 } });
    client.close();
    expect(answer).toMatchObject({ ok: false, failure: gives });
    expect(JSON.stringify(answer)).not.toContain(MARK);
    if (gives.code === 'platform/portal') expect(client.online()).toBe(false);

    const { logged, defects, kept } = await syncOnce(hostile.url);
    // One kind or all of them may have been asked for by then: each failed for the same reason.
    const codes = logged.filter(({ name }) => name === 'sync.failed').map(({ code }) => code);
    expect([...new Set(codes)]).toEqual([gives.code]);
    expect(defects).toEqual([]);
    expect(JSON.stringify(logged)).not.toContain(MARK);
    expect(kept).toEqual({ count: 0, cursor: { after: 0, completeAt: null, feed: null, began: 0 } });
    // Whoever does not stop is not listened to: the limit, and what a socket's buffers hold, twice.
    expect(hostile.written() - before).toBeLessThan(2 * 16 * MIB);
  });
}

test('nobody listens: offline, and the line says so', async () => {
  const gone = await startHostileServer(await openServerCertificate(join(folder, 'tls'), ['127.0.0.1'], new Date()));
  await gone.close();
  const client = clientOf(gone.url);
  expect(await client.call('health')).toMatchObject({
    ok: false,
    failure: { code: 'platform/offline', detail: 'ECONNREFUSED' },
  });
  client.close();
});

test.each([undefined, 'yesterday'])(
  'its clock says %s: no time is taken from it, and nothing is thrown over it',
  async (date) => {
    hostile.answer(
      withTokens((_, response) => {
        response.sendDate = false;
        if (date !== undefined) response.setHeader('date', date);
        const health = { name: 'x', trial: true, engine: 'pglite', time: new Date().toISOString() };
        response.writeHead(200, json).end(JSON.stringify(health));
      }),
    );
    const client = clientOf(hostile.url);
    expect((await client.call('health')).ok).toBe(true);
    expect(client.lastHeard()).toBeUndefined();
    const answer = await client.call('changes', { query: { kind: 'posting', after: 0, began: 0, limit: 500 } });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'platform/misbehaved' } });
    client.close();
  },
);

test('another authority vouches for it: not spoken to, whatever it would answer', async () => {
  let wasAsked = false;
  hostile.answer(() => (wasAsked = true));
  const other = await openServerCertificate(join(folder, 'other'), ['127.0.0.1'], new Date());
  const client = clientOf(hostile.url, readFileSync(other.caFile, 'utf8'));
  expect(await client.call('health')).toMatchObject({ ok: false, failure: { code: 'platform/offline' } });
  expect(wasAsked).toBe(false);
  client.close();
  say(`hostile platform: ${Object.keys(cases).length + 4} ways, each its own code, 0 thrown, 0 rows kept`);
});
