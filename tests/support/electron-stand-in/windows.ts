import type { WebContents } from 'electron';

/** What `app` must know of a window, so that neither file imports the other. */
export interface OpenWindow {
  forget(): void;
}

export const openWindows = new Set<OpenWindow>();
export const windowHooks: { created: (contents: WebContents) => void; allClosed: () => void } = {
  created: () => undefined,
  allClosed: () => undefined,
};
