import { join } from 'node:path';
import { compose, DataFolderInUse } from './compose.ts';
import { openLoopbackOrigin } from './ipc/loopback-origin.ts';
import { EXIT_CONFIG, EXIT_IN_USE, isSimulated, readLaunch } from './launch.ts';
import { HEADLESS_SHELL, pdfByBrowser } from './shell/html-to-pdf.ts';
import { findChromium, startChromium } from './shell/chromium.ts';

/** What does not stop by then is stopped by force; nothing acknowledged hangs on it. */
const STOP_MS = 5_000;

// The Node entry: the whole kiosk without Electron. Chromium shows the page of a loopback origin.
const complain = (line: string) => void process.stderr.write(`kiosk: ${line}\n`);

async function main(): Promise<void> {
  const launch = readLaunch(process.argv.slice(2), process.env, complain);
  if (!launch) process.exit(EXIT_CONFIG);
  const { config, shell, port } = launch;
  const kiosk = await compose(config, { ...launch, toPdf: pdfByBrowser(HEADLESS_SHELL) });
  const origin = await openLoopbackOrigin({
    folder: join(import.meta.dirname, '../renderer'),
    port,
    gate: kiosk.gate,
    log: kiosk.log,
    onDefect: kiosk.onDefect,
  });
  kiosk.onTell(origin.tell);

  const executable = shell === 'chromium' ? findChromium() : undefined;
  if (shell === 'chromium' && executable === undefined) complain('no Chromium found; install the package chromium');
  const { widthPixels: width, heightPixels: height } = config.panel;
  const browser =
    executable === undefined
      ? undefined
      : startChromium({
          executable,
          url: () => origin.startUrl('once'),
          size: { width, height },
          headless: process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined,
          onRestart: (reason, attempt) => kiosk.log('shell.restarted', { reason, attempt }),
          onDefect: kiosk.onDefect,
        });
  if (browser) {
    origin.onScreens(browser.screens);
    kiosk.onPersonLeft(browser.renew);
  }
  // With devices that exist on the wire only there is nothing to guard; in service nobody is shown the way in.
  const url = isSimulated(config) ? origin.startUrl('often') : `http://127.0.0.1:${origin.port}/`;
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    browser?.close();
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void Promise.all([origin.close(), kiosk.close()]).finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  process.on('unhandledRejection', kiosk.onDefect);
}

main().catch((cause: unknown) => {
  if (cause instanceof DataFolderInUse) {
    complain(`another kiosk runs on ${cause.message}`);
    process.exit(EXIT_IN_USE);
  }
  complain(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  process.exit(1);
});
