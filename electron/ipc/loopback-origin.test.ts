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
  origin = await openLoopbackOrigin({ folder, port: 0, gate: async (name) => ok(name), log: silentLog });
  const { port, startUrl } = origin;
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
  const start = await ask(new URL(startUrl).pathname + new URL(startUrl).search);
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
  return { port, ask, cookie, start, upgrade };
}

test('the token of this boot is turned into a cookie and a clean address', async () => {
  const { start, ask, cookie } = await servePage();
  expect(start.status).toBe(303);
  expect(start.headers['location']).toBe('/');
  expect(String(start.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
  const page = await ask('/', { cookie });
  expect(page).toMatchObject({ status: 200, body: '<p>kiosk</p>' });
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['cache-control']).toBe('no-store');
});

test('without it, with another, or in another way nothing is answered', async () => {
  const { ask, cookie } = await servePage();
  expect(await ask('/')).toMatchObject({ status: 403, body: '' });
  expect(await ask('/', { cookie: 'kiosk=guess' })).toMatchObject({ status: 403, body: '' });
  expect(await ask('/start?token=guess')).toMatchObject({ status: 403, body: '' });
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
