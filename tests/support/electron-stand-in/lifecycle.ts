import type { Chromium } from './chromium.ts';
import type { Targets } from './targets.ts';

/** Where the app stands: one process is one app, as in Electron. */
interface Running {
  readonly chromium: Chromium;
  readonly targets: Targets;
}

const started = Promise.withResolvers<Running>();
let isReady = false;

export const lifecycle = {
  /** Resolves when Chromium runs and the app is ready. */
  running: started.promise,
  isReady: (): boolean => isReady,
  start: (running: Running): void => {
    isReady = true;
    started.resolve(running);
  },
  mustPrecedeReady: (what: string): void => {
    if (isReady) throw new Error(`${what} should be called before app is ready`);
  },
  mustFollowReady: (what: string): void => {
    if (!isReady) throw new Error(`${what} before app is ready`);
  },
};
