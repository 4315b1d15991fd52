import { beforeEach, describe, expect, it, vi } from 'vitest';
import { app, BrowserWindow, webContents } from './electron.ts';
import { openWindow, run, useApp } from './testing.ts';

useApp();
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

const preload = `
  const { contextBridge } = require('electron');
  class Odd extends Error {}
  contextBridge.exposeInMainWorld('api', {
    answer: 42, list: [1, { deep: true }], date: new Date(5),
    add: (a, b) => a + b,
    later: (value) => Promise.resolve({ value }),
    refuse: () => Promise.reject(new Odd('not now')),
    fail: () => { throw new Odd('never'); },
    failOddly: () => { throw null; },
    each: (items, callback) => items.map((item) => callback(item)),
    keep: (listener) => { listener.mark = 1; return listener; },
    nested: { hello: (name) => 'hello ' + name },
  });`;

describe('contextBridge', () => {
  it('hands over values, functions, promises and callbacks', async () => {
    const window = await openWindow({ preload });

    expect(await run(window, `[api.answer, api.list[1].deep, api.date.getTime(), api.add(1, 2)]`)).toEqual([
      42,
      true,
      5,
      3,
    ]);
    expect(await run(window, `api.later('x')`)).toEqual({ value: 'x' });
    expect(await run(window, `api.each([1, 2], (item) => item * 10)`)).toEqual([10, 20]);
    expect(await run(window, `{ const own = () => 1; api.keep(own) === own }`)).toBe(true);
    expect(await run(window, `api.nested.hello('you')`)).toBe('hello you');
  });

  it('keeps of an error its message, not its class', async () => {
    const window = await openWindow({ preload });
    const caught = (code: string) =>
      run(
        window,
        `(async () => { try { await ${code} } catch (e) { return [e.constructor === Error, e.message] } })()`,
      );

    expect(await caught('api.fail()')).toEqual([true, 'never']);
    expect(await caught('api.refuse()')).toEqual([true, 'not now']);
    expect(await caught('api.failOddly()')).toEqual([
      true,
      expect.stringContaining('a valid exception was not thrown'),
    ]);
  });

  it('freezes what it exposes, deeply, and the name too', async () => {
    const window = await openWindow({ preload });

    expect(await run(window, `[api, api.list, api.list[1], api.nested, api.add].every(Object.isFrozen)`)).toBe(true);
    expect(await run(window, `window.api = 1; delete window.api; typeof window.api`)).toBe('object');
  });

  it('refuses a name that the window already has', async () => {
    const window = await openWindow({
      preload: `const { contextBridge } = require('electron');
        try { contextBridge.exposeInMainWorld('document', 1); } catch (e) { contextBridge.exposeInMainWorld('said', e.message); }`,
    });

    expect(await run(window, 'said')).toBe('Cannot bind an API on top of an existing property on the window object');
  });

  it('leaves the page without require, process or any way around the bridge, and frames without the preload', async () => {
    const pages = { '/frame.html': '<title>Frame</title>' };
    const window = await openWindow({ preload, pages });
    const names = `['require', 'process', 'module', 'ipcRenderer', 'standInReport', 'standInDeliver']`;

    expect(await run(window, `${names}.filter((name) => name in window)`)).toEqual([]);
    expect(
      await run(
        window,
        `new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.onload = () => resolve(['api' in frame.contentWindow, frame.contentDocument.title]);
          frame.src = 'frame.html';
          document.documentElement.append(frame);
        })`,
      ),
    ).toEqual([false, 'Frame']);
  });
});

describe('what the stand-in lacks', () => {
  it('throws with its name, in main and in the preload', async () => {
    expect((): unknown => Reflect.get(app, 'dock')).toThrow('The Electron stand-in has no app.dock');
    expect((): unknown => Reflect.get(webContents, 'getAllWebContents')).toThrow('no webContents.getAllWebContents');
    expect(() => app.on('raedy', () => undefined)).toThrow(`no event app.on('raedy')`);
    const window = await openWindow({
      preload: `const { contextBridge, ipcRenderer } = require('electron');
        const said = [];
        for (const use of [() => ipcRenderer.sendSync('x'), () => require('electron').webFrame, () => require('fs')])
          try { use(); } catch (e) { said.push(e.message); }
        contextBridge.exposeInMainWorld('said', said);`,
    });
    expect((): unknown => Reflect.get(window, 'setBounds')).toThrow('no BrowserWindow.setBounds');
    expect(await run(window, 'said')).toEqual([
      'The Electron stand-in has no ipcRenderer.sendSync',
      'The Electron stand-in has no electron (in the preload).webFrame',
      'module not found: fs',
    ]);
  });

  it('says so when a preload throws, and the page lives on', async () => {
    const window = await openWindow({ preload: `throw new Error('bad preload')` });

    expect(await run(window, 'document.title')).toBe('Start');
    expect(vi.mocked(console.error).mock.calls.join()).toContain('bad preload');
    expect(BrowserWindow.fromWebContents(window.webContents)).toBe(window);
  });
});
