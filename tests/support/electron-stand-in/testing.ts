import type { BrowserWindowConstructorOptions } from 'electron';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { stopChromium } from './app.ts';
import { app, BrowserWindow, protocol } from './electron.ts';

const folder = mkdtempSync(join(tmpdir(), 'stand-in-test-'));
const site = new Map<string, string | (() => Response)>();

protocol.registerSchemesAsPrivileged([{ scheme: 'kiosk', privileges: { standard: true, secure: true } }]);

/** One app for a test file, in its own process, without a window. */
export function useApp(): void {
  beforeAll(async () => {
    await app.whenReady();
    app.on('window-all-closed', () => undefined);
    protocol.handle('kiosk', async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/echo') return new Response(`${request.method} ${await request.text()}`);
      const page = site.get(pathname);
      if (typeof page === 'function') return page();
      return new Response(page ?? '', {
        status: page === undefined ? 404 : 200,
        headers: { 'content-type': 'text/html' },
      });
    });
  });
  afterEach(() => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    site.clear();
  });
  afterAll(async () => {
    await stopChromium();
    rmSync(folder, { recursive: true });
  });
}

interface World {
  readonly pages?: Record<string, string | (() => Response)>;
  readonly preload?: string;
  readonly options?: BrowserWindowConstructorOptions;
  /** Sets handlers before the first load. */
  readonly prepare?: (window: BrowserWindow) => void;
}

let lastPreload = 0;

/** A window on `kiosk://app/index.html`. */
export async function openWindow({
  pages = {},
  preload = '',
  options = {},
  prepare,
}: World = {}): Promise<BrowserWindow> {
  site.set('/index.html', '<!doctype html><title>Start</title>');
  for (const [path, page] of Object.entries(pages)) site.set(path, page);
  const path = join(folder, `preload-${++lastPreload}.cjs`);
  writeFileSync(path, preload);
  const window = new BrowserWindow({ ...options, webPreferences: { preload: path, ...options.webPreferences } });
  prepare?.(window);
  await window.loadURL('kiosk://app/index.html');
  return window;
}

export function run(window: BrowserWindow, code: string, userGesture = false): Promise<unknown> {
  return window.webContents.executeJavaScript(code, userGesture) as Promise<unknown>;
}
