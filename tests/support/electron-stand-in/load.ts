import { type CdpSession, quietly } from './cdp.ts';
import { toChromium, toElectron } from './address.ts';
import type { Frames } from './frames.ts';

/** net_error_list.h, as far as a page here can meet them. */
const ERROR_NUMBERS: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_UNEXPECTED: -9,
  ERR_ACCESS_DENIED: -10,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_EMPTY_RESPONSE: -324,
};

export interface Loads {
  load(url: string): Promise<void>;
  reload(): void;
  /** True for the document which `load` or `reload` asked for: only the page's own wishes are navigations to judge. */
  isExpected(url: string): boolean;
}

interface Hearer {
  finished(): void;
  failed(code: number, description: string, url: string, isMainFrame: boolean): void;
}

function loadError(code: string, url: string): Error {
  const errno = ERROR_NUMBERS[code] ?? -2;
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { errno, code, url });
}

const withoutHash = (url: string): string => url.replace(/#.*/s, '');

export function createLoads(session: CdpSession, frames: Frames, hearer: Hearer): Loads {
  let pending: { resolve: () => void; reject: (error: Error) => void; url: string } | undefined;
  let expected: string | undefined;
  let isErrorPage = false;
  const documents = new Map<string, { frameId: string; url: string }>();

  session.on('Page.frameNavigated', ({ frame }) => {
    if (!frame.parentId) isErrorPage = frame.unreachableUrl !== undefined;
  });
  session.on('Page.loadEventFired', () => {
    if (isErrorPage) return;
    pending?.resolve();
    pending = undefined;
    hearer.finished();
  });
  session.on('Network.requestWillBeSent', ({ requestId, type, frameId, request }) => {
    if (type === 'Document' && frameId) documents.set(requestId, { frameId, url: toElectron(request.url) });
  });
  session.on('Network.loadingFinished', ({ requestId }) => void documents.delete(requestId));
  session.on('Network.loadingFailed', ({ requestId, errorText }) => {
    const document = documents.get(requestId);
    documents.delete(requestId);
    const code = errorText.replace('net::', '');
    // What was prevented is no failure: Electron says nothing either.
    if (!document || code === 'ERR_ABORTED') return;
    hearer.failed(ERROR_NUMBERS[code] ?? -2, code, document.url, frames.isMain(document.frameId));
  });
  quietly(session.send('Network.enable'));

  return {
    load: async (url) => {
      pending?.reject(loadError('ERR_ABORTED', pending.url));
      let mine: typeof pending;
      const promise = new Promise<void>((resolve, reject) => {
        pending = mine = { resolve, reject, url };
      });
      // Another load may reject it while this one still waits for Chromium's answer.
      quietly(promise);
      const address = withoutHash(toChromium(url));
      expected = address;
      const { errorText, loaderId } = await session.send('Page.navigate', { url: toChromium(url) });
      if (expected === address) expected = undefined;
      if (errorText) mine?.reject(loadError(errorText.replace('net::', ''), url));
      else if (!loaderId) mine?.resolve();
      return promise;
    },
    reload: () => {
      expected = withoutHash(toChromium(frames.main.url));
      quietly(session.send('Page.reload'));
    },
    isExpected: (url) => {
      const isExpected = withoutHash(url) === expected;
      if (isExpected) expected = undefined;
      return isExpected;
    },
  };
}
