import type { Session, WebContents } from 'electron';
import type { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { quietly } from './cdp.ts';
import { createFrames } from './frames.ts';
import { Emitter, guard, preventable } from './guard.ts';
import { watchHealth } from './health.ts';
import { hearFromPage, messageFor } from './ipc.ts';
import { record } from './journal.ts';
import { lifecycle } from './lifecycle.ts';
import { createLoads } from './load.ts';
import { judgeRequests } from './navigation.ts';
import { preparePage } from './page.ts';
import type { Question, Report } from './page-worlds.ts';
import { capturePage, executeJavaScript, printToPDF } from './pictures.ts';
import { insideOf } from './session.ts';
import { createWindowOpening } from './window-open.ts';

const EVENTS = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'before-input-event',
  'context-menu',
  'zoom-changed',
  'will-prevent-unload',
  'render-process-gone',
  'unresponsive',
  'responsive',
  'did-finish-load',
  'did-fail-load',
];

type Member =
  | 'id'
  | 'session'
  | 'mainFrame'
  | 'send'
  | 'setWindowOpenHandler'
  | 'setVisualZoomLevelLimits'
  | 'setZoomFactor'
  | 'reload'
  | 'loadURL'
  | 'getURL'
  | 'forcefullyCrashRenderer'
  | 'isDestroyed'
  | 'executeJavaScript'
  | 'printToPDF'
  | 'capturePage'
  | 'close';

interface Options {
  readonly session: Session;
  readonly preload: string | undefined;
  readonly size: { readonly width: number; readonly height: number };
  readonly isFullScreen: boolean;
  readonly onDestroyed: () => void;
}

export interface Contents {
  readonly contents: WebContents & EventEmitter;
  /** Gone at once, without asking the page. */
  destroy(): void;
  /** Destroyed for the app, while its page lives as long as the browser. */
  forget(): void;
}

const byTarget = new Map<string, WebContents>();
let lastId = 0;

export const webContents = guard('webContents', {
  fromDevToolsTargetId: (targetId: string): WebContents | undefined => byTarget.get(targetId),
});

function readPreload(path: string | undefined): string {
  if (path === undefined) return '';
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    console.error(`Unable to load preload script: ${path}`, error);
    return '';
  }
}

export function createWebContents({
  session: electronSession,
  preload,
  size,
  isFullScreen,
  onDestroyed,
}: Options): Contents {
  const frames = createFrames();
  const emitter = new Emitter('webContents', EVENTS);
  const opening = createWindowOpening();
  let isDestroyed = false;

  const question = (asked: Question): boolean => {
    if (asked.ask === 'open') return opening.askBefore(asked);
    const event = preventable({});
    emitter.emit('before-input-event', event, asked.input);
    return event.defaultPrevented;
  };
  const notified = ({ event, detail }: Extract<Report, { kind: 'notify' }>): void => {
    emitter.emit(event, preventable({}), event === 'zoom-changed' ? detail.direction : detail);
  };

  const open = async () => {
    const { chromium, targets } = await lifecycle.running;
    const { contextId, pages } = insideOf(electronSession);
    const target = await targets.open({ ...size, contextId: await contextId });
    const { session } = target;
    byTarget.set(target.id, contents);
    pages.add(session);
    frames.watch(session, target.id);
    opening.watch(session);

    const stopHealth = watchHealth(session, {
      unresponsive: () => emitter.emit('unresponsive'),
      responsive: () => emitter.emit('responsive'),
    });
    targets.watch(target.id, {
      allowsPopup: opening.askAfter,
      crashed: () => emitter.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 5 }),
      destroyed: () => {
        stopHealth();
        pages.delete(session);
        byTarget.delete(target.id);
        gone();
      },
    });
    session.on('Page.javascriptDialogOpening', ({ type }: { type: string }) => {
      const event = preventable({});
      if (type === 'beforeunload') emitter.emit('will-prevent-unload', event);
      quietly(session.send('Page.handleJavaScriptDialog', { accept: event.defaultPrevented }));
    });

    const page = await preparePage(session, frames, readPreload(preload), {
      question,
      report: (message, frame, reply) => {
        if (message.kind === 'notify') notified(message);
        else if (message.kind === 'preload-error') console.error('Unable to load preload script:', message.message);
        else hearFromPage(contents, frame, message, reply);
      },
    });
    const loads = createLoads(session, frames, {
      finished: () => emitter.emit('did-finish-load'),
      failed: (...details) => emitter.emit('did-fail-load', preventable({}), ...details, 1, 1),
    });
    await judgeRequests({ session, contents, electronSession, frames, loads });
    if (isFullScreen) {
      const { windowId } = await chromium.browser.send('Browser.getWindowForTarget', { targetId: target.id });
      await chromium.browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'fullscreen' } });
    }
    await session.send('Runtime.runIfWaitingForDebugger');
    return { page, loads, session, close: () => targets.close(target.id) };
  };

  const gone = (): void => {
    if (isDestroyed) return;
    isDestroyed = true;
    onDestroyed();
  };
  const destroy = (): void => {
    quietly(opened.then(({ close }) => close()));
    gone();
  };

  const members = {
    id: ++lastId,
    session: electronSession,
    mainFrame: frames.main,
    send: (channel, ...args: unknown[]) => {
      try {
        const message = messageFor(channel, args);
        quietly(opened.then(({ page }) => page.deliver(message)));
      } catch (error) {
        console.error('Error sending from webFrameMain: ', error);
      }
    },
    setWindowOpenHandler: (handler) => {
      opening.handler = handler;
    },
    setVisualZoomLevelLimits: async (...limits) => record('webContents.setVisualZoomLevelLimits', ...limits),
    setZoomFactor: (factor) => record('webContents.setZoomFactor', factor),
    loadURL: async (url) => (await opened).loads.load(url),
    reload: () => quietly(opened.then(({ loads }) => loads.reload())),
    getURL: () => frames.main.url,
    forcefullyCrashRenderer: () => quietly(opened.then(({ session }) => session.send('Page.crash'))),
    isDestroyed: () => isDestroyed,
    executeJavaScript: async (code, gesture = false) => executeJavaScript((await opened).session, code, gesture),
    printToPDF: async (options) => printToPDF((await opened).session, options),
    capturePage: async (rect) => capturePage((await opened).session, rect),
    close: () => quietly(opened.then(({ close }) => close())),
  } satisfies Pick<WebContents, Member>;
  const contents = guard('webContents', Object.assign(emitter, members)) as unknown as WebContents & EventEmitter;
  const opened = open();
  opened.catch((defect: unknown) => console.error('Electron stand-in, opening a window:', defect));
  return { contents, destroy, forget: gone };
}
