import { randomUUID } from 'node:crypto';
import { createCodec } from './codec.ts';
import { joinWorlds } from './page-bridge.ts';
import { mainWorld, preloadWorld } from './page-worlds.ts';

export const WORLD = 'Electron Isolated Context';
export const BINDING = 'standInReport';

/** The two scripts that run before any of the page's own, in every new document. */
export function pageScripts(preload: string): { readonly main: string; readonly isolated: string } {
  // Unguessable, so that a page cannot speak on the bridge but through what was exposed to it.
  const toIsolated = JSON.stringify(randomUUID());
  const toMain = JSON.stringify(randomUUID());
  const codec = createCodec.toString();
  const join = joinWorlds.toString();
  return {
    main: `(${mainWorld.toString()})((${join})(${codec}, ${toIsolated}, ${toMain}));`,
    isolated: `{
      const createCodec = ${codec};
      (${preloadWorld.toString()})((${join})(createCodec, ${toMain}, ${toIsolated}), createCodec(), '${BINDING}',
        (require, module, exports, process, global = globalThis) => {${preload}
        });
    }`,
  };
}
