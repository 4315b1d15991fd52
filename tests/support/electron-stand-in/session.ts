import type { Session } from 'electron';
import { toChromium } from './address.ts';
import { type CdpSession, quietly } from './cdp.ts';
import { Emitter, guard, preventable } from './guard.ts';
import { record } from './journal.ts';
import { lifecycle } from './lifecycle.ts';
import { createPermissions, type Permissions } from './permissions.ts';
import { createSchemes, type Schemes } from './protocol.ts';
import { createRequestFilter, type RequestFilter } from './web-request.ts';

const EVENTS = ['will-download', 'select-hid-device', 'select-serial-port', 'select-usb-device'];

type Member =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'setProxy'
  | 'protocol'
  | 'webRequest'
  | 'clearStorageData'
  | 'clearCache'
  | 'clearAuthCache'
  | 'clearHostResolverCache';

interface Inside {
  readonly permissions: Permissions;
  readonly schemes: Schemes;
  readonly filter: RequestFilter;
  /** The BrowserContext that stands for the partition; undefined for the default one. */
  readonly contextId: Promise<string | undefined>;
  /** Pages of this session, and the origins whose storage they may have filled. */
  readonly pages: Set<CdpSession>;
  readonly origins: Set<string>;
}

const insides = new WeakMap<Session, Inside>();
const partitions = new Map<string, Session>();

const STORAGES: Record<string, string> = {
  filesystem: 'file_systems',
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  shadercache: 'shader_cache',
  serviceworkers: 'service_workers',
  cachestorage: 'cache_storage',
};

async function openContext(partition: string, emitter: Emitter): Promise<string | undefined> {
  const { chromium } = await lifecycle.running;
  const { browser } = chromium;
  const isDefault = partition === '';
  const created = isDefault ? undefined : await browser.send('Target.createBrowserContext', { disposeOnDetach: true });
  const contextId = created?.browserContextId;
  // Nothing here could ask where to save: a download always ends, as a save dialog that is cancelled.
  const context = contextId === undefined ? {} : { browserContextId: contextId };
  await browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true, ...context });
  if (isDefault)
    browser.on(
      'Browser.downloadWillBegin',
      ({ url, suggestedFilename }: { url: string; suggestedFilename: string }) => {
        const item = { getURL: () => url, getFilename: () => suggestedFilename, cancel: () => undefined };
        emitter.emit('will-download', preventable({}), guard('DownloadItem', item), undefined);
      },
    );
  return contextId;
}

function createSession(partition: string): Session {
  const emitter = new Emitter('session', EVENTS);
  const permissions = createPermissions();
  const schemes = createSchemes();
  const filter = createRequestFilter();
  const contextId = openContext(partition, emitter);
  const inside: Inside = { permissions, schemes, filter, contextId, pages: new Set(), origins: new Set() };

  const members = {
    protocol: schemes.protocol,
    webRequest: filter.webRequest,
    setPermissionRequestHandler: (handler) => {
      permissions.onRequest = handler;
    },
    setPermissionCheckHandler: (handler) => {
      permissions.onCheck = handler;
    },
    setDevicePermissionHandler: (handler) => record('session.setDevicePermissionHandler', handler),
    setDisplayMediaRequestHandler: (handler) => record('session.setDisplayMediaRequestHandler', handler),
    setSpellCheckerEnabled: (enable) => record('session.setSpellCheckerEnabled', enable),
    setProxy: async (config) => record('session.setProxy', config),
    clearStorageData: async (options = {}) => {
      const { browser } = (await lifecycle.running).chromium;
      const context = await contextId;
      const storages = options.storages;
      if (!options.origin && (!storages || storages.includes('cookies')))
        await browser.send('Storage.clearCookies', context === undefined ? {} : { browserContextId: context });
      const storageTypes = storages?.map((storage) => STORAGES[storage] ?? storage).join(',') ?? 'all';
      const [page] = inside.pages;
      for (const origin of options.origin ? [toChromium(options.origin)] : inside.origins)
        await page?.send('Storage.clearDataForOrigin', { origin, storageTypes });
    },
    clearCache: async () => {
      const [page] = inside.pages;
      await page?.send('Network.clearBrowserCache');
    },
    clearAuthCache: async () => record('session.clearAuthCache'),
    clearHostResolverCache: async () => record('session.clearHostResolverCache'),
  } satisfies Pick<Session, Member>;

  const session = guard('session', Object.assign(emitter, members)) as unknown as Session;
  insides.set(session, inside);
  quietly(contextId);
  return session;
}

export function insideOf(session: Session): Inside {
  return insides.get(session)!;
}

export function fromPartition(partition: string): Session {
  lifecycle.mustFollowReady('session.fromPartition');
  const known = partitions.get(partition) ?? createSession(partition);
  partitions.set(partition, known);
  return known;
}

/** Its scheme registry must answer before the app is ready, hence made at once. */
export const defaultSession = createSession('');
partitions.set('', defaultSession);
