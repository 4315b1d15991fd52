import type { PermissionRequest, Session, WebContents } from 'electron';
import { originOf } from './address.ts';
import type { CdpSession } from './cdp.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Name = Parameters<CheckHandler>[1];

/** Electron's names, and Chromium's for the same. */
const PERMISSIONS: readonly (readonly [Name, string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'microphone'],
  ['media', 'camera'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
  ['local-fonts', 'local-fonts'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['sensors', 'accelerometer'],
];

export interface Permissions {
  onRequest: RequestHandler | null;
  onCheck: CheckHandler | null;
  /** Asks the handlers once for each permission; Chromium then answers the page without asking again. */
  settle(browser: CdpSession, contextId: string | undefined, contents: WebContents, url: string): Promise<void>;
}

export function createPermissions(): Permissions {
  const permissions: Permissions = {
    onRequest: null,
    onCheck: null,
    settle: async (browser, contextId, contents, url) => {
      const isGranted = ([permission, chromiumName]: (typeof PERMISSIONS)[number]): Promise<boolean> => {
        const { onRequest, onCheck } = permissions;
        const mediaType = chromiumName === 'microphone' ? 'audio' : 'video';
        const about = { isMainFrame: true, requestingUrl: url };
        const check = { ...about, ...(permission === 'media' && { mediaType }) } as Parameters<CheckHandler>[3];
        if (onCheck && !onCheck(contents, permission, originOf(url), check)) return Promise.resolve(false);
        // Electron grants everything to an app that set no handler.
        if (!onRequest) return Promise.resolve(true);
        const details = { ...about, ...(permission === 'media' && { mediaTypes: [mediaType] }) } as PermissionRequest;
        return new Promise((resolve) => onRequest(contents, permission, resolve, details));
      };
      const settleOne = async (pair: (typeof PERMISSIONS)[number]): Promise<void> => {
        const setting = (await isGranted(pair)) ? 'granted' : 'denied';
        const browserContext = contextId === undefined ? {} : { browserContextId: contextId };
        await browser.send('Browser.setPermission', { permission: { name: pair[1] }, setting, ...browserContext });
      };
      await Promise.all(PERMISSIONS.map(settleOne));
    },
  };
  return permissions;
}
