import { BrowserWindow } from 'electron';
import type { HtmlToPdf } from './html-to-pdf.ts';

/** In Electron the engine itself makes the PDF, in a window that nobody sees, with no preload and no script. */
export const pdfByElectron: HtmlToPdf = async (html) => {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      partition: 'sheet',
    },
  });
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    return new Uint8Array(await window.webContents.printToPDF({ preferCSSPageSize: true }));
  } finally {
    window.destroy();
  }
};
