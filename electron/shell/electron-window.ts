import { app, BrowserWindow, Menu, protocol, session, type Session, type WebContents } from 'electron';
import { wedge } from '../../shared/rules/wedge.ts';
import { restartWaitMs } from './recovery.ts';

export const PAGE_ORIGIN = 'kiosk://app';
const PAGE = `${PAGE_ORIGIN}/index.html`;
const PARTITION = 'kiosk';
/** Keys that the page itself uses; every other one is swallowed before the browser sees it. */
const ALLOWED_KEYS = /^([0-9A-Za-z]|Backspace|Enter|Tab|Arrow(Up|Down|Left|Right)|F5|Escape)$/;

export const isOurPage = (url: string): boolean => url.startsWith(`${PAGE_ORIGIN}/`);

/** Before `ready`: what Electron takes only then. */
export function prepareElectron(): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: 'kiosk', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  Menu.setApplicationMenu(null);
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('login', (event) => event.preventDefault());
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

export interface ElectronWindow {
  /** Shows the page; what is sent before it listens is lost, so connect first. */
  load(): Promise<void>;
  send(channel: string, payload: unknown): void;
  /** The next visitor gets a new renderer process. */
  renew(): void;
}

export interface ElectronWindowOptions {
  readonly files: ReadonlyMap<string, { readonly body: Buffer; readonly type: string }>;
  readonly preload: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly size: { readonly width: number; readonly height: number };
  readonly onRestart: (reason: string, attempt: number) => void;
  /** A scanner typed a burst of keys; `null`, letters that it cannot carry. */
  readonly onTyped: (burst: string | null) => void;
}

/** The locked window (reliability.md 5.1). It comes back for ever, whatever happens to its renderer. */
export function openElectronWindow(options: ElectronWindowOptions): ElectronWindow {
  const ours = session.fromPartition(PARTITION);
  lockSession(ours);
  servePage(ours, options.files, options.headers);

  const window = new BrowserWindow({
    ...options.size,
    kiosk: true,
    fullscreen: true,
    frame: false,
    autoHideMenuBar: true,
    resizable: false,
    minimizable: false,
    closable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    backgroundColor: '#F7F7F2',
    webPreferences: {
      preload: options.preload,
      session: ours,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      autoplayPolicy: 'no-user-gesture-required',
      devTools: false,
      disableDialogs: true,
      backgroundThrottling: false,
    },
  });
  const contents = window.webContents;
  let attempt = 0;
  const revive = (reason: string) => {
    const wait = restartWaitMs(attempt);
    attempt += 1;
    options.onRestart(reason, attempt);
    setTimeout(() => void contents.loadURL(PAGE).catch(() => revive('load-failed')), wait);
  };
  const see = wedge();
  contents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown') return;
    const { swallow, scan, mangled } = see({ ...input, at: performance.now() });
    if (scan !== undefined || mangled) options.onTyped(scan ?? null);
    if (swallow) event.preventDefault();
  });
  contents.on('did-finish-load', () => (attempt = 0));
  contents.on('render-process-gone', (_event, { reason }) => revive(reason));
  window.on('unresponsive', () => contents.forcefullyCrashRenderer());
  return {
    load: () => contents.loadURL(PAGE),
    send: (channel, payload) => {
      if (!contents.isDestroyed()) contents.send(channel, payload);
    },
    renew: () => {
      void Promise.allSettled([ours.clearStorageData(), ours.clearCache()]).then(() =>
        contents.forcefullyCrashRenderer(),
      );
    },
  };
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stay = (event: { preventDefault(): void; url: string }) => {
    if (!isOurPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('before-input-event', (event, input) => {
    if (input.control || input.alt || input.meta || !ALLOWED_KEYS.test(input.key)) event.preventDefault();
  });
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
  void contents.setVisualZoomLevelLimits(1, 1);
}

function lockSession(ours: Session): void {
  ours.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  ours.setPermissionCheckHandler(() => false);
  ours.setDevicePermissionHandler(() => false);
  ours.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  ours.setSpellCheckerEnabled(false);
  void ours.setProxy({ mode: 'direct' });
  ours.on('will-download', (event) => event.preventDefault());
  ours.webRequest.onBeforeRequest((request, answer) =>
    answer({ cancel: !isOurPage(request.url) && !request.url.startsWith('blob:kiosk://') }),
  );
}

function servePage(
  ours: Session,
  files: ElectronWindowOptions['files'],
  headers: Readonly<Record<string, string>>,
): void {
  ours.protocol.handle('kiosk', (request) => {
    const file = files.get(new URL(request.url).pathname);
    if (!file) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.body), { headers: { ...headers, 'content-type': file.type } });
  });
}
