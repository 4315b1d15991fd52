import { join } from 'node:path';
import { app, ipcMain } from 'electron';
import { compose, DataFolderInUse } from './compose.ts';
import { pageFiles } from './ipc/page-files.ts';
import { pageHeaders } from './ipc/page-headers.ts';
import { serveElectron } from './ipc/serve-electron.ts';
import { EXIT_CONFIG, EXIT_IN_USE, readLaunch } from './launch.ts';
import { pdfByElectron } from './shell/electron-pdf.ts';
import { isOurPage, openElectronWindow, prepareElectron } from './shell/electron-window.ts';

/** What does not stop by then is stopped by force; nothing acknowledged hangs on it. */
const STOP_MS = 5_000;

// The Electron entry: the same kiosk, shown in a locked window.
const complain = (line: string) => void process.stderr.write(`kiosk: ${line}\n`);

async function main(): Promise<void> {
  const launch = readLaunch(process.argv.slice(2), process.env, complain);
  if (!launch) {
    app.exit(EXIT_CONFIG);
    return;
  }
  const { config } = launch;
  const kiosk = await compose(config, { ...launch, shell: 'electron', toPdf: pdfByElectron });
  const window = openElectronWindow({
    files: pageFiles(join(import.meta.dirname, '../renderer')),
    preload: join(import.meta.dirname, 'preload.cjs'),
    headers: pageHeaders(undefined),
    size: { width: config.panel.widthPixels, height: config.panel.heightPixels },
    onTyped: kiosk.onTyped,
    onRestart: (reason, attempt) => kiosk.log('shell.restarted', { reason, attempt }),
  });
  const bridge = serveElectron(ipcMain, kiosk.gate, isOurPage, window.send, kiosk.log);
  kiosk.onTell(bridge.tell);
  kiosk.onPersonLeft(window.renew);

  let isStopping = false;
  app.on('before-quit', (event) => {
    if (isStopping) return;
    isStopping = true;
    event.preventDefault();
    setTimeout(() => app.exit(1), STOP_MS).unref();
    void kiosk.close().finally(() => app.exit(0));
  });
  process.on('SIGTERM', () => app.quit());
  process.on('unhandledRejection', kiosk.onDefect);
  await window.load();
}

prepareElectron();
if (!app.requestSingleInstanceLock()) app.exit(EXIT_IN_USE);
app
  .whenReady()
  .then(main)
  .catch((cause: unknown) => {
    complain(cause instanceof DataFolderInUse ? `another kiosk runs on ${cause.message}` : String(cause));
    app.exit(cause instanceof DataFolderInUse ? EXIT_IN_USE : 1);
  });
