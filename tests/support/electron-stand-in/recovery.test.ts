import type { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { ipcMain, type BrowserWindow } from './electron.ts';
import { openWindow, run, useApp } from './testing.ts';
import { until } from './until.ts';

// Read when the module is loaded: a hang shall be noticed sooner than by default.
vi.hoisted(() => {
  process.env.STAND_IN_UNRESPONSIVE_MS = '600';
});
useApp();

const preload = `
  const { contextBridge, ipcRenderer } = require('electron');
  contextBridge.exposeInMainWorld('api', { invoke: (...args) => ipcRenderer.invoke(...args) });`;

const happens = (window: BrowserWindow, event: 'did-finish-load' | 'unresponsive' | 'responsive') =>
  new Promise<void>((resolve) => (window.webContents as EventEmitter).once(event, () => resolve()));

it('tells render-process-gone when a renderer crashes, and reload revives it with its preload', async () => {
  ipcMain.handle('alive', () => 'yes');
  const window = await openWindow({ preload });
  const gone = new Promise((resolve) =>
    window.webContents.once('render-process-gone', (_event, details) => resolve(details)),
  );
  window.webContents.forcefullyCrashRenderer();
  expect(await gone).toEqual({ reason: 'crashed', exitCode: 5 });

  const loaded = happens(window, 'did-finish-load');
  window.webContents.reload();
  await loaded;
  expect(await run(window, `api.invoke('alive')`)).toBe('yes');
  expect(window.isDestroyed()).toBe(false);
  ipcMain.removeHandler('alive');
});

it('loads anew after a crash with loadURL too', async () => {
  const window = await openWindow({ preload });
  const gone = new Promise<void>((resolve) => window.webContents.once('render-process-gone', () => resolve()));
  window.webContents.forcefullyCrashRenderer();
  await gone;
  await window.loadURL('kiosk://app/index.html');

  expect(await run(window, 'typeof api')).toBe('object');
});

it('tells unresponsive while the page hangs, and responsive after', async () => {
  const window = await openWindow();
  const unresponsive = happens(window, 'unresponsive');
  const responsive = happens(window, 'responsive');
  const hang = run(window, `{ const end = Date.now() + 1500; while (Date.now() < end); } 1`);
  await unresponsive;
  await responsive;
  await hang;
});

it('outlives a page that overwrites everything it can reach', async () => {
  ipcMain.handle('echo', (_event, value: unknown) => value);
  const mayOpen = vi.fn(() => ({ action: 'deny' as const }));
  const window = await openWindow({
    preload,
    prepare: ({ webContents }) => webContents.setWindowOpenHandler(mayOpen),
    pages: {
      '/index.html': `<!doctype html><title>Hostile</title><script>
        JSON.stringify = () => { throw new Error('mine'); }; JSON.parse = () => ({ kind: 'invoke' });
        structuredClone = null; Object.keys = Object.defineProperty = Array.from = () => { throw new Error('mine'); };
        window.standIn = { question: '{}' }; (function askMain() { const standIn = { question: '{"ask":"open"}' }; debugger; })();
      </script>`,
    },
  });

  expect(await run(window, `api.invoke('echo', { still: 'here' }).then(({ still }) => still)`)).toBe('here');
  // The breakpoint that asks main is the preload's alone.
  expect(mayOpen).not.toHaveBeenCalled();
  await run(
    window,
    `Array.prototype.map = Map.prototype.get = Promise.prototype.then = () => { throw new Error('mine'); }; 1`,
  );
  await run(window, `try { api.invoke('echo', 1) } catch {} 1`);
  await window.loadURL('about:blank');
  await window.loadURL('kiosk://app/index.html');
  expect(await run(window, `api.invoke('echo', 2)`)).toBe(2);
  ipcMain.removeHandler('echo');
});

it('prints a page to PDF and captures it as PNG', async () => {
  const window = await openWindow({ options: { kiosk: true } });
  const pdf = await window.webContents.printToPDF({ pageSize: 'A4', margins: { top: 0, bottom: 0 } });
  const image = await window.webContents.capturePage();

  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(image.getSize()).toEqual({ width: 1080, height: 1920 });
});

it('tells closed once, whoever closes the window', async () => {
  const window = await openWindow();
  const closed = vi.fn();
  window.on('closed', closed);
  window.close();
  await until(() => window.isDestroyed());
  window.destroy();

  expect(closed).toHaveBeenCalledTimes(1);
});
