import type { BrowserWindow as RealWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import { screenSize } from './chromium.ts';
import { Emitter, guard } from './guard.ts';
import { record } from './journal.ts';
import { lifecycle } from './lifecycle.ts';
import { defaultSession, fromPartition } from './session.ts';
import { type Contents, createWebContents } from './web-contents.ts';
import { type OpenWindow, openWindows, windowHooks } from './windows.ts';

type Member = 'webContents' | 'loadURL' | 'show' | 'focus' | 'isDestroyed' | 'destroy' | 'close';
type Result<Name extends keyof RealWindow> = RealWindow[Name] extends (...args: never) => infer R ? R : never;

const everyWindow = new Set<BrowserWindow>();

export class BrowserWindow extends Emitter implements Pick<RealWindow, Member> {
  readonly webContents: WebContents;
  private readonly inside: Contents;
  private readonly opened: OpenWindow;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    lifecycle.mustFollowReady('Cannot create BrowserWindow');
    super('BrowserWindow', ['closed', 'unresponsive', 'responsive']);
    const self = guard('BrowserWindow', this);
    const { kiosk = false, fullscreen = false, width = 800, height = 600, webPreferences } = options;
    const isFullScreen = kiosk || fullscreen;
    // Frame, colour, top-most, closable: nothing here can show them, a test may read them.
    record('new BrowserWindow', options);
    this.inside = createWebContents({
      session:
        webPreferences?.session ??
        (webPreferences?.partition ? fromPartition(webPreferences.partition) : defaultSession),
      preload: webPreferences?.preload,
      size: isFullScreen ? screenSize : { width, height },
      isFullScreen,
      onDestroyed: () => {
        everyWindow.delete(self);
        openWindows.delete(this.opened);
        this.emit('closed');
        if (openWindows.size === 0) windowHooks.allClosed();
      },
    });
    this.webContents = this.inside.contents;
    this.opened = { forget: () => this.inside.forget() };
    this.inside.contents.on('unresponsive', () => this.emit('unresponsive'));
    this.inside.contents.on('responsive', () => this.emit('responsive'));
    everyWindow.add(self);
    openWindows.add(this.opened);
    windowHooks.created(this.webContents);
    return self;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...everyWindow];
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...everyWindow].find((window) => window.webContents === contents) ?? null;
  }

  loadURL(url: string): Result<'loadURL'> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    record('BrowserWindow.show');
  }

  focus(): void {
    record('BrowserWindow.focus');
  }

  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }

  destroy(): void {
    this.inside.destroy();
  }

  close(): void {
    this.webContents.close();
  }
}
