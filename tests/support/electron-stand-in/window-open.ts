import type { WebContents } from 'electron';
import type { CdpSession } from './cdp.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

interface Wish {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
}

export interface WindowOpening {
  handler: OpenHandler | undefined;
  /** `window.open` asks before it acts; what it was allowed is not asked again. */
  askBefore(wish: Wish): boolean;
  /** Links and forms are seen only when their window already waits for its first byte. */
  readonly askAfter: () => boolean;
  watch(session: CdpSession): void;
}

export function createWindowOpening(): WindowOpening {
  const wishes: Wish[] = [];
  let allowedAlready = 0;

  const ask = (wish: Wish): boolean => {
    const details = {
      ...wish,
      disposition: 'foreground-tab' as const,
      referrer: { url: '', policy: 'default' as const },
    };
    // Without a handler Electron opens the window.
    return opening.handler?.(details).action !== 'deny';
  };
  const opening: WindowOpening = {
    handler: undefined,
    askBefore: (wish) => {
      const isAllowed = ask(wish);
      if (isAllowed) allowedAlready++;
      return isAllowed;
    },
    askAfter: () => {
      const wish = wishes.shift() ?? { url: 'about:blank', frameName: '', features: '' };
      if (allowedAlready === 0) return ask(wish);
      allowedAlready--;
      return true;
    },
    watch: (session) => {
      session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
        wishes.push({ url, frameName: windowName, features: windowFeatures.join(',') });
      });
    },
  };
  return opening;
}
