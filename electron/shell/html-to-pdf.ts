import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page of our own as PDF; `undefined` when this shell cannot, or it took too long. */
export type HtmlToPdf = (html: string) => Promise<Uint8Array | undefined>;

export const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
const TIMEOUT_MS = 20_000;

/** Beside the Chromium shell: a locked browser cannot print, so a second one without a window does, in a folder of its own. */
export function pdfByBrowser(executable: string): HtmlToPdf {
  return async (html) => {
    const folder = await mkdtemp(join(tmpdir(), 'sheet-'));
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    try {
      await writeFile(page, html, { mode: 0o600 });
      const args = [
        ...['--headless', `--user-data-dir=${folder}`, `--print-to-pdf=${pdf}`, '--no-pdf-header-footer'],
        ...['--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND', `file://${page}`],
      ];
      const browser = spawn(executable, args, { stdio: 'ignore', timeout: TIMEOUT_MS });
      const ended = await new Promise<boolean>((settle) => {
        browser.on('error', () => settle(false)); // not installed
        browser.on('exit', (code) => settle(code === 0));
      });
      return ended && existsSync(pdf) ? new Uint8Array(await readFile(pdf)) : undefined;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}
