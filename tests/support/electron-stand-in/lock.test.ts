import type { Event, Input } from 'electron';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserWindow } from './electron.ts';
import { session } from './electron.ts';
import { lifecycle } from './lifecycle.ts';
import { insideOf } from './session.ts';
import { openWindow, run, useApp } from './testing.ts';
import { until } from './until.ts';

useApp();

const reached: (string | undefined)[] = [];
const outside = createServer((request, response) => {
  reached.push(request.url);
  response.end('outside');
});
let outsideUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
});
afterAll(() => void outside.close());

const { defaultSession } = session;

async function press(window: BrowserWindow, key: string): Promise<void> {
  const [page] = insideOf(window.webContents.session).pages;
  const code = `Key${key.toUpperCase()}`;
  await page?.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key });
  await page?.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
}

async function targetCount(): Promise<number> {
  const { targetInfos } = await (await lifecycle.running).chromium.browser.send('Target.getTargets');
  return targetInfos.filter(({ type }) => type === 'page').length;
}

describe('protocol.handle', () => {
  it('serves a secure origin of its own, with bodies in both directions', async () => {
    const window = await openWindow();

    expect(await run(window, `[isSecureContext, typeof crypto.subtle]`)).toEqual([true, 'object']);
    expect(await run(window, `fetch('/echo', { method: 'POST', body: '中' }).then((r) => r.text())`)).toBe('POST 中');
    expect(await run(window, `fetch('/none').then((r) => r.status)`)).toBe(404);
    expect(window.webContents.getURL()).toBe('kiosk://app/index.html');
  });

  it('fails the load where the handler throws or nobody answers, and tells did-fail-load', async () => {
    const failures: unknown[] = [];
    const window = await openWindow({ pages: { '/broken': () => Response.error() } });
    window.webContents.on('did-fail-load', (_event, code, description, url) => failures.push([code, description, url]));

    await expect(window.loadURL('kiosk://app/broken')).rejects.toMatchObject({ code: 'ERR_FAILED', errno: -2 });
    await expect(window.loadURL('https://nowhere.example/')).rejects.toThrow(
      `ERR_NAME_NOT_RESOLVED (-105) loading 'https://nowhere.example/'`,
    );
    expect(failures).toContainEqual([-2, 'ERR_FAILED', 'kiosk://app/broken']);
  });
});

describe('navigation', () => {
  it('stays where it was when will-navigate is prevented, and needs no leave for loadURL', async () => {
    const asked: string[] = [];
    const window = await openWindow({
      prepare: ({ webContents }) =>
        webContents.on('will-navigate', (details) => {
          asked.push(details.url);
          details.preventDefault();
        }),
    });
    await run(window, `window.mark = 1; location.href = '${outsideUrl}/away'; 1`);
    await until(() => asked.length === 1);
    await run(
      window,
      `const link = document.createElement('a'); link.href = 'other.html'; document.body.append(link); link.click(); 1`,
    );
    await until(() => asked.length === 2);

    expect(asked).toEqual([`${outsideUrl}/away`, 'kiosk://app/other.html']);
    expect(await run(window, 'window.mark')).toBe(1);
    expect(window.webContents.getURL()).toBe('kiosk://app/index.html');
    expect(reached).toEqual([]);
  });

  it('asks will-frame-navigate for frames and will-redirect for redirects', async () => {
    const asked: unknown[] = [];
    const window = await openWindow({
      pages: { '/gate': () => new Response('', { status: 302, headers: { location: `${outsideUrl}/redirected` } }) },
    });
    window.webContents.on('will-frame-navigate', (details) => {
      asked.push(['frame', details.url, details.isMainFrame]);
      if (!details.url.startsWith('kiosk://app/')) details.preventDefault();
    });
    window.webContents.on('will-redirect', (details) => {
      asked.push(['redirect', details.url, details.isMainFrame]);
      details.preventDefault();
    });
    await run(
      window,
      `const frame = document.createElement('iframe'); frame.src = '${outsideUrl}/framed'; document.body.append(frame); 1`,
    );
    await until(() => asked.length === 1);
    await run(window, `location.href = '/gate'; 1`);
    await until(() => asked.length === 3);

    expect(asked).toEqual([
      ['frame', `${outsideUrl}/framed`, false],
      ['frame', 'kiosk://app/gate', true],
      ['redirect', `${outsideUrl}/redirected`, true],
    ]);
    expect(window.webContents.getURL()).toBe('kiosk://app/index.html');
    expect(reached).toEqual([]);
  });

  it('lets will-prevent-unload overrule a page that wants to stay', async () => {
    const window = await openWindow({ pages: { '/next.html': '<title>Next</title>' } });
    let asked = 0;
    window.webContents.on('will-prevent-unload', (event) => {
      asked++;
      event.preventDefault();
    });
    await run(
      window,
      `addEventListener('beforeunload', (event) => event.preventDefault()); location.href = 'next.html'; 1`,
      true,
    );
    await until(async () => (await run(window, 'document.title')) === 'Next');

    expect(asked).toBe(1);
  });
});

describe('setWindowOpenHandler', () => {
  it('denies window.open and links to new windows before their first byte', async () => {
    const asked: string[] = [];
    const window = await openWindow({
      prepare: ({ webContents }) =>
        webContents.setWindowOpenHandler(({ url }) => {
          asked.push(url);
          return { action: 'deny' };
        }),
    });
    expect(await run(window, `window.open('${outsideUrl}/opened')`)).toBeNull();
    await run(
      window,
      `const link = document.createElement('a'); link.href = '${outsideUrl}/linked'; link.target = '_blank';
      document.body.append(link); link.click(); 1`,
      true,
    );
    await until(() => asked.length === 2);
    await until(async () => (await targetCount()) === 1);

    expect(asked).toEqual([`${outsideUrl}/opened`, `${outsideUrl}/linked`]);
    expect(reached).toEqual([]);
  });
});

describe('session', () => {
  it('cancels in webRequest.onBeforeRequest what the page wants from outside', async () => {
    const seen: unknown[] = [];
    defaultSession.webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
      seen.push([url, resourceType]);
      callback({ cancel: !url.startsWith('kiosk://app/') });
    });
    const window = await openWindow();

    expect(await run(window, `fetch('${outsideUrl}/leak').then(() => 'sent', (e) => e.message)`)).toBe(
      'Failed to fetch',
    );
    expect(seen).toContainEqual(['kiosk://app/index.html', 'mainFrame']);
    expect(seen).toContainEqual([`${outsideUrl}/leak`, 'xhr']);
    expect(reached).toEqual([]);
    defaultSession.webRequest.onBeforeRequest(null);
  });

  it('denies and grants permissions as the handler says', async () => {
    const state = `navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`;
    const position = `new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('found'), (e) => resolve(e.code)))`;
    defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
    const window = await openWindow();
    expect(await run(window, state)).toBe('denied');
    expect(await run(window, position)).toBe(1);

    defaultSession.setPermissionRequestHandler(null);
    await window.loadURL('kiosk://app/index.html');
    expect(await run(window, state)).toBe('granted');
    defaultSession.setPermissionCheckHandler(() => false);
    await window.loadURL('kiosk://app/index.html');
    expect(await run(window, state)).toBe('denied');
    defaultSession.setPermissionCheckHandler(null);
  });

  it('forgets on clearStorageData what pages stored', async () => {
    const window = await openWindow();
    const store = 'local' + 'Storage';
    await run(
      window,
      `${store}.name = 'visitor'; document.cookie = 'name=visitor';
      new Promise((resolve) => { indexedDB.open('visit').onsuccess = (e) => { e.target.result.close(); resolve(1); }; })`,
    );
    await defaultSession.clearStorageData();
    await defaultSession.clearCache();
    await window.loadURL('kiosk://app/index.html');

    expect(
      await run(window, `indexedDB.databases().then((all) => [${store}.length, document.cookie, all.length])`),
    ).toEqual([0, '', 0]);
  });

  it('keeps partitions apart', async () => {
    const first = await openWindow();
    const store = 'local' + 'Storage';
    await run(first, `${store}.name = 'visitor'`);
    const partition = session.fromPartition('other');
    partition.protocol.handle('kiosk', () => new Response('other', { headers: { 'content-type': 'text/html' } }));
    const second = await openWindow({ options: { webPreferences: { partition: 'other' } } });

    expect(second.webContents.session).toBe(partition);
    expect(await run(second, `[document.body.textContent, ${store}.length]`)).toEqual(['other', 0]);
    await partition.clearStorageData();
  });
});

describe('before-input-event', () => {
  it('keeps a prevented key from the page, and lets others pass', async () => {
    const seen: Input[] = [];
    const window = await openWindow({ pages: { '/index.html': '<!doctype html><input autofocus />' } });
    window.webContents.on('before-input-event', (event: Event, input) => {
      seen.push(input);
      if (input.key === 'a') event.preventDefault();
    });
    await run(
      window,
      `window.keys = []; document.querySelector('input').focus();
      for (const type of ['keydown', 'keyup']) window.addEventListener(type, (event) => keys.push(event.key), true); 1`,
    );
    await press(window, 'a');
    await press(window, 'b');

    expect(await run(window, `[document.querySelector('input').value, keys]`)).toEqual(['b', ['b', 'b']]);
    expect(seen.map(({ type, code }) => `${type} ${code}`)).toEqual([
      'keyDown KeyA',
      'keyUp KeyA',
      'keyDown KeyB',
      'keyUp KeyB',
    ]);
  });
});
