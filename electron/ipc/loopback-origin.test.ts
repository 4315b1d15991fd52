import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ok } from '../../shared/result.ts';
import { silentLog } from '../platform/log.ts';
import { openLoopbackOrigin, type LoopbackOrigin } from './loopback-origin.ts';

let origin: LoopbackOrigin | undefined;
afterEach(() => origin?.close());

async function servePage() {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  writeFileSync(join(folder, 'index.html'), '<p>kiosk</p>');
  writeFileSync(join(folder, 'secret.key'), 'not a page');
  const defects: unknown[] = [];
  let release: () => void;
  const held = new Promise<void>((resolve) => (release = resolve));
  origin = await openLoopbackOrigin({
    folder,
    port: 0,
    gate: async (name) => (name === 'slow' ? held.then(() => ok(name)) : ok(name)),
    log: silentLog,
    onDefect: (defect) => void defects.push(defect),
  });
  const { port } = origin;
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      request(
        { host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } },
        (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => (body += chunk.toString()));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
        },
      )
        .on('error', reject)
        .end();
    });
  const begin = (url: string) => ask(new URL(url).pathname + new URL(url).search);
  const start = await begin(origin.startUrl('once'));
  const cookie = String((start.headers['set-cookie'] as string[])[0]).split(';')[0]!;
  const upgrade = (headers: Record<string, string>, path = '/bridge') =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
      socket.on('open', () => {
        socket.close();
        resolve('open');
      });
      socket.on('error', (cause) => resolve(cause.message));
    });
  return { port, origin, ask, begin, cookie, start, upgrade, release: release!, defects };
}

test('a ticket is turned into a cookie and a clean address', async () => {
  const { start, ask, cookie } = await servePage();
  expect(start.status).toBe(303);
  expect(start.headers['location']).toBe('/');
  expect(String(start.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
  const page = await ask('/', { cookie });
  expect(page).toMatchObject({ status: 200, body: '<p>kiosk</p>' });
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['cache-control']).toBe('no-store');
});

test('a ticket lets one browser in: whoever reads it afterwards has nothing', async () => {
  const { origin: page, begin } = await servePage();
  const [once, often] = [page.startUrl('once'), page.startUrl('often')];
  expect([(await begin(once)).status, (await begin(once)).status]).toEqual([303, 403]);
  expect([(await begin(often)).status, (await begin(often)).status]).toEqual([303, 303]);
  // The cookie's value is no ticket.
  const { headers } = await begin(often);
  const value = /kiosk=([^;]+)/.exec(String(headers['set-cookie']))![1]!;
  expect(once + often).not.toContain(value);
  expect((await begin(`http://127.0.0.1/start?ticket=${value}`)).status).toBe(403);
});

test('a screen that asks without end is sent away, and the others are heard', async () => {
  const { port, cookie, release } = await servePage();
  const own = { cookie, origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}` };
  const open = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { headers: own });
    await once(socket, 'open');
    return socket;
  };
  const [greedy, modest] = [await open(), await open()];
  const gone = once(greedy, 'close');
  for (let id = 0; id <= 50; id++) greedy.send(JSON.stringify({ id, call: 'slow', input: null }));
  expect((await gone)[0]).toBe(1008);
  const heard = once(modest, 'message');
  modest.send(JSON.stringify({ id: 1, call: 'quick', input: null }));
  expect(JSON.parse(String((await heard)[0]))).toEqual({ id: 1, answer: ok('quick') });
  modest.terminate();
  release();
});

test('without it, with another, or in another way nothing is answered', async () => {
  const { ask, cookie } = await servePage();
  expect(await ask('/')).toMatchObject({ status: 403, body: '' });
  expect(await ask('/', { cookie: 'kiosk=guess' })).toMatchObject({ status: 403, body: '' });
  expect(await ask('/start?ticket=guess')).toMatchObject({ status: 403, body: '' });
  expect(await ask('/', { cookie }, 'POST')).toMatchObject({ status: 405 });
});

test('a foreign Host or Origin is refused, whatever it knows', async () => {
  const { ask, cookie, upgrade, port } = await servePage();
  expect(await ask('/', { cookie, host: 'evil.example' })).toMatchObject({ status: 421, body: '' });
  expect(await ask('/', { cookie, host: `localhost:${port}` })).toMatchObject({ status: 421 });
  expect(await ask('/', { cookie, origin: 'http://evil.example' })).toMatchObject({ status: 403 });
  const own = { cookie, origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}` };
  expect(await upgrade(own)).toBe('open');
  expect(await upgrade({ ...own, origin: 'http://evil.example' })).toMatch(/403/);
  expect(await upgrade({ ...own, cookie: 'kiosk=guess' })).toMatch(/403/);
  expect(await upgrade({ ...own, host: 'evil.example' })).toMatch(/403/);
  expect(await upgrade(own, '/other')).toMatch(/403/);
});

test('only the files of the page exist', async () => {
  const { ask, cookie } = await servePage();
  for (const path of [
    '/secret.key',
    '/../secret.key',
    '/%2e%2e/etc/passwd',
    '//etc/passwd',
    '/index.html%00',
    '//[',
    '//[::1',
    'http://[',
  ]) {
    expect(await ask(path, { cookie })).toMatchObject({ status: 404, body: '' });
  }
});
