import type { Chromium } from './chromium.ts';
import type { Targets } from './targets.ts';

/** Where the app stands: one process is one app, as in Electron. */
interface Running {
  readonly chromium: Chromium;
  readonly targets: Targets;
}

let start: (running: Running) => void = () => undefined;
const running = new Promise<Running>((resolve) => {
  start = resolve;
});
let isReady = false;

export const lifecycle = {
  /** Resolves when Chromium runs and the app is ready. */
  running,
  isReady: (): boolean => isReady,
  start: (chromium: Running): void => {
    isReady = true;
    start(chromium);
  },
  mustPrecedeReady: (what: string): void => {
    if (isReady) throw new Error(`${what} should be called before app is ready`);
  },
  mustFollowReady: (what: string): void => {
    if (!isReady) throw new Error(`${what} before app is ready`);
  },
};
