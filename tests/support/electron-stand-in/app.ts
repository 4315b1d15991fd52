import type { App } from 'electron';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChromium } from './chromium.ts';
import { Emitter, guard, preventable } from './guard.ts';
import { record } from './journal.ts';
import { lifecycle } from './lifecycle.ts';
import { watchTargets } from './targets.ts';
import { openWindows, windowHooks } from './windows.ts';

const EVENTS = [
  'ready',
  'window-all-closed',
  'web-contents-created',
  'certificate-error',
  'login',
  'select-client-certificate',
  'second-instance',
  'before-quit',
  'will-quit',
  'quit',
];
type Member = 'whenReady' | 'isReady' | 'enableSandbox' | 'requestSingleInstanceLock' | 'quit' | 'exit' | 'getPath';

const emitter = new Emitter('app', EVENTS);
const switches = new Map<string, string>();
let isQuitting = false;

const commandLine = {
  appendSwitch: (name, value = '') => void switches.set(name, value),
} satisfies Pick<App['commandLine'], 'appendSwitch'>;

const members = {
  whenReady: () => lifecycle.running.then(() => undefined),
  isReady: lifecycle.isReady,
  enableSandbox: () => {
    lifecycle.mustPrecedeReady('app.enableSandbox()');
    record('app.enableSandbox');
  },
  requestSingleInstanceLock: () => true,
  getPath: (name) => {
    if (name === 'exe') return process.execPath;
    const path = join(process.env.STAND_IN_HOME ?? join(tmpdir(), `electron-stand-in-home-${process.pid}`), name);
    mkdirSync(path, { recursive: true });
    return path;
  },
  quit: () => void quit(),
  exit: (code = 0) => {
    emitter.emit('quit', preventable({}), code);
    process.exit(code);
  },
} satisfies Pick<App, Member>;

export const app = guard(
  'app',
  Object.assign(emitter, members, { commandLine: guard('app.commandLine', commandLine) }),
);

/** Ends the browser and removes its profile, and nothing else: for tests that hold the stand-in in their own process. */
export async function stopChromium(): Promise<void> {
  isQuitting = true;
  const { chromium } = await lifecycle.running;
  await chromium.stop();
}

async function quit(): Promise<void> {
  if (isQuitting) return;
  const goesOn = (event: string): boolean => {
    const happening = preventable({});
    emitter.emit(event, happening);
    return !happening.defaultPrevented;
  };
  if (!goesOn('before-quit')) return;
  isQuitting = true;
  // Only told: the pages end with the browser, and with them what still waits for them.
  for (const window of openWindows) window.forget();
  isQuitting = goesOn('will-quit');
  if (!isQuitting) return;
  emitter.emit('quit', preventable({}), 0);
  if (lifecycle.isReady()) await stopChromium();
  process.exit(0);
}

windowHooks.created = (contents) => void emitter.emit('web-contents-created', preventable({}), contents);
windowHooks.allClosed = () => {
  if (isQuitting) return;
  if (emitter.listenerCount('window-all-closed') === 0) void quit();
  else emitter.emit('window-all-closed');
};

async function start(): Promise<void> {
  const chromium = await startChromium(switches);
  const targets = await watchTargets(chromium);
  void chromium.ended.then(() => {
    if (isQuitting) return;
    console.error('Electron stand-in: Chromium has ended');
    process.exit(1);
  });
  if (process.env.STAND_IN_ANNOUNCE) process.stderr.write(`\nDevTools listening on ${chromium.endpoint}\n`);
  lifecycle.start({ chromium, targets });
  emitter.emit('ready', preventable({}), {});
}

// The entry's first part still sets switches and privileged schemes.
setImmediate(() => {
  start().catch((defect: unknown) => {
    console.error('Electron stand-in:', defect);
    process.exit(1);
  });
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void quit());
