import { registerHooks } from 'node:module';

/** Loaded with `-r`, before the entry and before anything else asks for Electron. */
const standIn = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (name, context, next) =>
    /^electron(\/(main|common|renderer))?$/.test(name) ? { url: standIn, shortCircuit: true } : next(name, context),
});
