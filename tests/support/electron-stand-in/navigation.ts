import type { OnBeforeRequestListenerDetails, Session, WebContents } from 'electron';
import type { EventEmitter } from 'node:events';
import { originOf, schemeOf, toChromium, toElectron } from './address.ts';
import type { CdpSession } from './cdp.ts';
import type { Frames } from './frames.ts';
import { preventable } from './guard.ts';
import { lifecycle } from './lifecycle.ts';
import type { Loads } from './load.ts';
import { insideOf } from './session.ts';

/** `Fetch.requestPaused`, as far as it is read here. */
interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: {
    readonly url: string;
    readonly urlFragment?: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
    readonly postDataEntries?: readonly { bytes?: string }[];
  };
}

const RESOURCE_TYPES: Readonly<Record<string, OnBeforeRequestListenerDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  EventSource: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
};

interface Judged {
  readonly session: CdpSession;
  readonly contents: WebContents & EventEmitter;
  readonly electronSession: Session;
  readonly frames: Frames;
  readonly loads: Loads;
}

/** Holds every request of a page until main has judged it: navigation events, request filter, own schemes. */
export async function judgeRequests({ session, contents, electronSession, frames, loads }: Judged): Promise<void> {
  const { filter, permissions, schemes, contextId, origins } = insideOf(electronSession);

  const isNavigationAllowed = (url: string, { frameId, redirectedRequestId, request }: Paused): boolean => {
    const isMainFrame = frames.isMain(frameId);
    const details = {
      url,
      isSameDocument: false,
      isMainFrame,
      frame: frames.find(frameId),
      initiator: frames.find(frameId),
    };
    const raise = (event: string): boolean => {
      const happening = preventable(details);
      contents.emit(event, happening, url, false, isMainFrame, 1, 1);
      return !happening.defaultPrevented;
    };
    if (redirectedRequestId) return raise('will-redirect');
    if (isMainFrame && loads.isExpected(request.url)) return true;
    return raise('will-frame-navigate') && (!isMainFrame || raise('will-navigate'));
  };

  const judge = async (paused: Paused): Promise<unknown> => {
    const { requestId, request, resourceType, frameId } = paused;
    const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed') =>
      session.send('Fetch.failRequest', { requestId, errorReason });
    const url = toElectron(request.url + (request.urlFragment ?? ''));
    const isMainDocument = resourceType === 'Document' && frames.isMain(frameId);

    if (resourceType === 'Document' && !isNavigationAllowed(url, paused)) return fail('Aborted');
    const verdict = await filter.ask({
      id: Number(/\d+$/.exec(requestId)?.[0] ?? 0),
      url,
      method: request.method,
      webContentsId: contents.id,
      webContents: contents,
      frame: frames.find(frameId),
      resourceType:
        resourceType === 'Document'
          ? isMainDocument
            ? 'mainFrame'
            : 'subFrame'
          : (RESOURCE_TYPES[resourceType] ?? 'other'),
      referrer: toElectron(request.headers.Referer ?? ''),
      timestamp: Date.now(),
      uploadData: [],
    });
    if (verdict.cancel) return fail('BlockedByClient');
    if (verdict.redirectURL) {
      const responseHeaders = [{ name: 'location', value: toChromium(verdict.redirectURL) }];
      return session.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders });
    }
    if (isMainDocument) {
      origins.add(originOf(request.url));
      await permissions.settle((await lifecycle.running).chromium.browser, await contextId, contents, url);
    }
    const { method, headers, postData, postDataEntries } = request;
    const entries = postDataEntries?.map(({ bytes = '' }) => Buffer.from(bytes, 'base64'));
    const text = postData === undefined ? undefined : Buffer.from(postData);
    const body = entries ? Buffer.concat(entries) : text;
    const answer = schemes.answer({ url, method, headers, body: body && new Uint8Array(body) });
    if (answer) {
      const answered = await answer;
      if (answered === 'failed') return fail('Failed');
      return session.send('Fetch.fulfillRequest', { requestId, ...answered });
    }
    // A known scheme without a handler has no address that Chromium could ask.
    if (schemeOf(url) !== schemeOf(request.url)) return fail('Failed');
    return session.send('Fetch.continueRequest', { requestId });
  };

  session.on('Fetch.requestPaused', (paused) => {
    judge(paused as Paused).catch((defect: unknown) => {
      // The page may have gone while a handler thought about its request.
      if (!/Invalid InterceptionId|Session with given id/.test(String(defect)))
        console.error(`Electron stand-in, on ${paused.request.url}:`, defect);
    });
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}
