import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeFindings, loadConfig } from '../kiosk-config/load.ts';
import { buildAll } from './build.ts';

// npm start: builds, runs a trial platform beside the kiosk when the config names none, and opens the shell.
const root = join(import.meta.dirname, '..');
const say = (line: string) => void process.stderr.write(`start: ${line}\n`);

function readArguments() {
  try {
    return parseArgs({
      args: process.argv.slice(2),
      options: {
        config: { type: 'string', default: 'kiosk-config/default.json' },
        shell: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string' },
        now: { type: 'string' },
        random: { type: 'string' },
      },
      tokens: true,
    });
  } catch (cause) {
    say(cause instanceof Error ? cause.message : String(cause));
    process.exit(64);
  }
}
const { values, tokens } = readArguments();

/** Electron's binary lies beside its package where it could be fetched; its absence is no error. */
function findElectron(): string | undefined {
  try {
    const folder = join(createRequire(import.meta.url).resolve('electron/package.json'), '..');
    const binary = join(folder, 'dist/electron');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

const loaded = loadConfig(values.config);
if (!loaded.ok) {
  say(describeFindings(loaded));
  process.exit(78);
}
await buildAll();

const children: ChildProcess[] = [];
const neighbour = loaded.config.platform ? undefined : await startPlatform();
const electron = findElectron();
const shell = values.shell ?? (electron ? 'electron' : 'chromium');
if (shell === 'electron' && !electron) {
  say('Electron is not here; start with --shell=chromium, or fetch its binary with "npx install-electron"');
  process.exit(69);
}

const passed = tokens.flatMap((token) =>
  token.kind === 'option' && token.name !== 'shell' ? [`--${token.name}=${token.value}`] : [],
);
const kiosk =
  shell === 'electron'
    ? spawn(electron!, [root, ...passed], { stdio: 'inherit', env: environment() })
    : spawn(process.execPath, [join(root, 'dist/electron/daemon.js'), `--shell=${shell}`, ...passed], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: environment(),
      });
children.push(kiosk);
kiosk.stdout?.on('data', (chunk: Buffer) => {
  const ready = /"url":"([^"]+)"/.exec(chunk.toString())?.[1];
  if (ready) process.stdout.write(`kiosk: ready at ${ready}\n`);
});
kiosk.on('exit', (code) => {
  children.forEach((child) => child.kill('SIGTERM'));
  process.exitCode = code ?? 1;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => kiosk.kill('SIGTERM'));

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, ...(neighbour ? { KIOSK_NEIGHBOUR: JSON.stringify(neighbour) } : {}) };
}

async function startPlatform(): Promise<unknown> {
  const { fork } = await import('node:child_process');
  const now = values.now === undefined ? [] : [`--now=${values.now}`];
  const child = fork(join(root, 'scripts/platform/main.ts'), [`--config=${values.config}`, '--port=0', ...now], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(child);
  return new Promise((ready, failed) => {
    child.once('message', ready);
    child.once('exit', (code) => failed(new Error(`the trial platform ended with ${code}`)));
  });
}
