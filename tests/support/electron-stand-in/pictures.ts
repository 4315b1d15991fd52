import type { NativeImage, PrintToPDFOptions, Rectangle } from 'electron';
import type { CdpSession } from './cdp.ts';
import { guard } from './guard.ts';

/** Inches, for printToPDF as in Electron. */
const PAPER: Readonly<Record<string, readonly [width: number, height: number]>> = {
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  Letter: [8.5, 11],
  Legal: [8.5, 14],
  Tabloid: [11, 17],
};

export async function printToPDF(session: CdpSession, options: PrintToPDFOptions): Promise<Buffer> {
  const { pageSize = 'Letter', margins, headerTemplate, footerTemplate, ...rest } = options;
  const [paperWidth, paperHeight] =
    typeof pageSize === 'string' ? (PAPER[pageSize] ?? [8.5, 11]) : [pageSize.width, pageSize.height];
  const { data } = await session.send('Page.printToPDF', {
    landscape: rest.landscape ?? false,
    displayHeaderFooter: rest.displayHeaderFooter ?? false,
    printBackground: rest.printBackground ?? false,
    scale: rest.scale ?? 1,
    pageRanges: rest.pageRanges ?? '',
    preferCSSPageSize: rest.preferCSSPageSize ?? false,
    paperWidth,
    paperHeight,
    ...(margins?.top !== undefined && { marginTop: margins.top }),
    ...(margins?.bottom !== undefined && { marginBottom: margins.bottom }),
    ...(margins?.left !== undefined && { marginLeft: margins.left }),
    ...(margins?.right !== undefined && { marginRight: margins.right }),
    ...(headerTemplate !== undefined && { headerTemplate }),
    ...(footerTemplate !== undefined && { footerTemplate }),
  });
  return Buffer.from(data, 'base64');
}

export async function capturePage(session: CdpSession, rect?: Rectangle): Promise<NativeImage> {
  const { data } = await session.send('Page.captureScreenshot', rect ? { clip: { ...rect, scale: 1 } } : {});
  const png = Buffer.from(data, 'base64');
  const image = {
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${data}`,
    // The first chunk of every PNG holds its size.
    getSize: () => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }),
    isEmpty: () => false,
  } satisfies Pick<NativeImage, 'toPNG' | 'toDataURL' | 'getSize' | 'isEmpty'>;
  return guard('NativeImage', image) as unknown as NativeImage;
}

export async function executeJavaScript(session: CdpSession, code: string, userGesture: boolean): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: code,
    userGesture,
    awaitPromise: true,
    returnByValue: true,
    // Electron runs it as a script: `const` at its top stays, a top-level await is an error.
    replMode: false,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  if (result.unserializableValue === undefined) return result.value as unknown;
  return result.unserializableValue.endsWith('n')
    ? BigInt(result.unserializableValue.slice(0, -1))
    : Number(result.unserializableValue);
}
