import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { callNames, eventNames } from '../shared/ipc.ts';

const root = join(import.meta.dirname, '..');
/** Native, or loaded on demand where the config names such a device. */
const OUTSIDE = ['electron', 'better-sqlite3', 'node-hid', 'pcsc-mini', 'serialport', 'sharp', 'usb'];

/** dist/renderer (the page), dist/electron/{main,daemon}.js (ES modules that share chunks), dist/electron/preload.cjs (one file). */
export async function buildAll(): Promise<void> {
  const common = { root, configFile: false, logLevel: 'warn' } as const;
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await build({
    ...common,
    ssr: { noExternal: true, external: OUTSIDE },
    build: {
      ssr: true,
      target: 'node24',
      outDir: 'dist/electron',
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { daemon: 'electron/daemon.ts', main: 'electron/main.ts' },
        external: [...OUTSIDE, ...builtinModules, /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  // A sandboxed preload is one CommonJS file; the lists of names are put in so that the schemas stay out.
  await build({
    ...common,
    define: { CALL_NAMES: JSON.stringify(callNames), EVENT_NAMES: JSON.stringify(eventNames) },
    build: {
      ssr: true,
      target: 'node24',
      outDir: 'dist/electron',
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  });
}

if (import.meta.main) await buildAll();
