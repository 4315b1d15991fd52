import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ipcMain } from './electron.ts';
import { openWindow, run, useApp } from './testing.ts';
import { until } from './until.ts';

useApp();
// What a handler throws is written there, as by Electron.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

const preload = `
  const { contextBridge, ipcRenderer } = require('electron');
  contextBridge.exposeInMainWorld('api', {
    invoke: (...args) => ipcRenderer.invoke(...args),
    send: (...args) => ipcRenderer.send(...args),
    invokeFunction: () => ipcRenderer.invoke('echo', () => 1),
    sendFunction: () => ipcRenderer.send('echo', () => 1),
    on: (channel, listener) => { ipcRenderer.on(channel, (event, ...args) => listener(...args)); },
    once: (channel, listener) => { ipcRenderer.once(channel, (event, ...args) => listener(...args)); },
  });`;
const failure = (code: string) =>
  `Promise.resolve().then(() => ${code}).then(() => 'no error', (e) => [e.constructor.name, e.message, String(e.code)])`;

describe('ipcMain.handle and ipcRenderer.invoke', () => {
  it('tells the frame that called, under the scheme that Electron knows', async () => {
    let seen: IpcMainInvokeEvent | undefined;
    ipcMain.handle('who', (event) => {
      seen = event;
    });
    const window = await openWindow({ preload });
    await run(window, `api.invoke('who')`);

    expect(seen?.senderFrame?.url).toBe('kiosk://app/index.html');
    expect(seen?.senderFrame?.origin).toBe('kiosk://app');
    expect(seen?.senderFrame).toBe(window.webContents.mainFrame);
    expect(seen?.sender).toBe(window.webContents);
    ipcMain.removeHandler('who');
  });

  it('carries what the structured clone carries, both ways', async () => {
    let heard: unknown;
    ipcMain.handle('echo', (_event, value: unknown) => (heard = value));
    const window = await openWindow({ preload });
    const sameAgain = await run(
      window,
      `(async () => {
        const value = { map: new Map([[1, new Set(['a'])]]), date: new Date(5), big: 7n, nan: NaN, zero: -0, nothing: undefined,
          bytes: new Uint8Array([1, 2, 255]), text: '\\u2028\\ud800 中', error: new RangeError('far'), pattern: /a/gi };
        value.self = value;
        const back = await api.invoke('echo', value);
        return [back.map.get(1).has('a'), back.date.getTime(), back.big === 7n, Object.is(back.zero, -0), 'nothing' in back,
          [...back.bytes], back.text === value.text, back.self === back, back.pattern.flags];
      })()`,
    );

    expect(sameAgain).toEqual([true, 5, true, true, true, [1, 2, 255], true, true, 'gi']);
    expect(heard).toMatchObject({ nan: NaN, big: 7n, bytes: new Uint8Array([1, 2, 255]), nothing: undefined });
    ipcMain.removeHandler('echo');
  });

  it('refuses what cannot be cloned, on either side', async () => {
    ipcMain.handle('function', () => () => 1);
    const window = await openWindow({ preload });
    const cannot = 'An object could not be cloned.';

    expect(await run(window, failure('api.invokeFunction()'))).toEqual(['Error', cannot, 'undefined']);
    expect(await run(window, failure('api.sendFunction()'))).toEqual(['Error', cannot, 'undefined']);
    // A Vue `reactive()` is a Proxy: the bridge refuses it.
    expect(await run(window, failure(`api.invoke('x', new Proxy({}, {}))`))).toEqual(['Error', cannot, 'undefined']);
    expect(await run(window, failure(`api.invoke('x', document.body)`))).toEqual(['Error', cannot, 'undefined']);
    expect(await run(window, failure(`api.invoke('function')`))).toEqual([
      'Error',
      `Error invoking remote method 'function': Error: ${cannot}`,
      'undefined',
    ]);
    ipcMain.removeHandler('function');
  });

  it('sends only the text of a rejection: class and code are lost', async () => {
    ipcMain.handle('fail', () => {
      throw Object.assign(new TypeError('boom'), { code: 'E_BOOM' });
    });
    const window = await openWindow({ preload });

    expect(await run(window, failure(`api.invoke('fail')`))).toEqual([
      'Error',
      `Error invoking remote method 'fail': TypeError: boom`,
      'undefined',
    ]);
    ipcMain.removeHandler('fail');
  });

  it('rejects an unknown channel and a second handler', async () => {
    const window = await openWindow({ preload });

    expect(await run(window, failure(`api.invoke('none')`))).toEqual([
      'Error',
      `Error invoking remote method 'none': Error: No handler registered for 'none'`,
      'undefined',
    ]);
    ipcMain.handle('once', () => 1);
    expect(() => ipcMain.handle('once', () => 2)).toThrow(`Attempted to register a second handler for 'once'`);
    ipcMain.removeHandler('once');
  });
});

describe('messages', () => {
  it('keep their order in both directions, and `once` hears one', async () => {
    const heard: unknown[] = [];
    const listener = (event: IpcMainEvent, value: number): void => {
      heard.push(value);
      event.reply('answer', value * 2);
    };
    ipcMain.on('number', listener);
    const window = await openWindow({ preload });
    await run(
      window,
      `window.answers = []; window.first = [];
      api.on('answer', (value) => answers.push(value)); api.once('answer', (value) => first.push(value));
      for (const value of [1, 2, 3]) api.send('number', value);`,
    );
    await until(async () => (await run(window, 'answers.length')) === 3);
    window.webContents.send('answer', 8);
    await until(async () => (await run(window, 'answers.length')) === 4);

    expect(heard).toEqual([1, 2, 3]);
    expect(await run(window, '[answers, first]')).toEqual([[2, 4, 6, 8], [2]]);
    ipcMain.removeListener('number', listener);
  });
});
