import { randomUUID } from 'node:crypto';
import { Script } from 'node:vm';
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
  const isolated = `{
      const createCodec = ${codec};
      (${preloadWorld.toString()})((${join})(createCodec, ${toMain}, ${toIsolated}), createCodec(), '${BINDING}',
        (require, module, exports, process) => {${preload}
        });
    }`;
  // In a page a preload that does not parse would only be silent.
  new Script(isolated, { filename: 'preload' });
  return {
    main: `(${mainWorld.toString()})((${join})(${codec}, ${toIsolated}, ${toMain}));`,
    isolated,
  };
}
