import type { Chromium } from './chromium.ts';
import { type CdpSession, quietly } from './cdp.ts';

export interface Target {
  readonly id: string;
  readonly session: CdpSession;
}

interface Watcher {
  /** Called with a popup's address before its first byte; false closes it. */
  readonly allowsPopup: () => boolean;
  readonly crashed: () => void;
  readonly destroyed: () => void;
}

export interface Targets {
  /** Opens a window on about:blank that waits for `Runtime.runIfWaitingForDebugger`. */
  readonly open: (options: { width: number; height: number; contextId: string | undefined }) => Promise<Target>;
  watch(targetId: string, watcher: Watcher): void;
  close(targetId: string): void;
}

const CLOSE_AGAIN_MS = 100;

/** Every page that we did not open is a popup: auto-attach on the browser sees also those without an opener. */
export async function watchTargets({ browser, session }: Chromium): Promise<Targets> {
  const watchers = new Map<string, Watcher>();
  const sessions = new Map<string, (session: CdpSession) => void>();
  let opening = Promise.resolve();

  const attached = async (sessionId: string, targetId: string, openerId: string | undefined): Promise<void> => {
    const page = session(sessionId);
    // Chromium may tell of our own window before it answers the command that made it.
    await opening;
    const waiting = sessions.get(targetId);
    sessions.delete(targetId);
    if (waiting) return waiting(page);
    const opener = watchers.get(openerId ?? '') ?? [...watchers.values()].at(-1);
    if (opener?.allowsPopup()) quietly(page.send('Runtime.runIfWaitingForDebugger'));
    else quietly(browser.send('Target.closeTarget', { targetId }));
  };
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo: { targetId, type, openerId } }) => {
    if (type === 'page') void attached(sessionId, targetId, openerId);
    else quietly(session(sessionId).send('Runtime.runIfWaitingForDebugger'));
  });
  browser.on('Target.targetCrashed', ({ targetId }) => watchers.get(targetId)?.crashed());
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    watchers.get(targetId)?.destroyed();
    watchers.delete(targetId);
  });

  // The start page goes before anyone looks: Playwright's firstWindow() shall be ours.
  const { targetInfos } = await browser.send('Target.getTargets');
  for (const { targetId, type } of targetInfos)
    if (type === 'page') await browser.send('Target.closeTarget', { targetId });
  await browser.send('Target.setDiscoverTargets', { discover: true });
  const filter = [{ type: 'page' }, { exclude: true }];
  await browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter });

  return {
    open: async ({ contextId, ...size }) => {
      const created = browser.send('Target.createTarget', {
        url: 'about:blank',
        newWindow: true,
        ...size,
        ...(contextId && { browserContextId: contextId }),
      });
      const page = created.then(
        ({ targetId: id }) =>
          new Promise<Target>((resolve) =>
            sessions.set(id, (attachedSession) => resolve({ id, session: attachedSession })),
          ),
      );
      opening = Promise.all([opening, created]).then(
        () => undefined,
        () => undefined,
      );
      return page;
    },
    close: (targetId) => {
      const again = (): void => {
        if (!watchers.has(targetId)) return;
        quietly(browser.send('Target.closeTarget', { targetId }));
        // Chromium forgets the wish while the page changes its process, as for an error page.
        setTimeout(again, CLOSE_AGAIN_MS).unref();
      };
      again();
    },
    watch: (targetId, watcher) => void watchers.set(targetId, watcher),
  };
}
