import { fork, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** A working day's morning, so that the same screens are painted at whatever hour the bench runs. */
const NOW = '2026-11-21T10:26:00+08:00';

export interface Running {
  stop(): Promise<void>;
}
/** What a kiosk needs to enrol, as the platform hands it over. */
export interface Platform extends Running {
  readonly neighbour: unknown;
}
export interface Daemon extends Running {
  readonly url: string;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((ended) => child.once('exit', ended));
  child.kill('SIGTERM');
  await gone;
}

/** The first answer of a child, or its end before that. */
function firstWord<T>(child: ChildProcess, what: string, listen: (heard: (word: T) => void) => void): Promise<T> {
  return new Promise((heard, failed) => {
    listen(heard);
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`${what} ended with ${code ?? 'a signal'}`)));
  });
}

/** The real platform in a process of its own, filled with generated postings. */
export async function startPlatform(folder: string, postings: number): Promise<Platform> {
  const args = [`--data=${folder}`, '--port=0', `--now=${NOW}`, `--postings=${postings}`];
  const child = fork(join(root, 'scripts/platform/main.ts'), args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const neighbour = await firstWord<unknown>(child, 'the platform', (heard) => child.once('message', heard));
  return { neighbour, stop: () => stop(child) };
}

/** The built kiosk without a shell: the bench's browser is its screen. */
export async function startDaemon(dataFolder: string, { neighbour }: Platform): Promise<Daemon> {
  const child = spawn(
    process.execPath,
    [join(root, 'dist/electron/daemon.js'), '--shell=none', `--data=${dataFolder}`, `--now=${NOW}`, '--random=0.1'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, KIOSK_NEIGHBOUR: JSON.stringify(neighbour) },
    },
  );
  const url = await firstWord<string>(child, 'the kiosk', (heard) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /"url":"([^"]+)"/.exec(chunk.toString())?.[1];
      if (found !== undefined) heard(found);
    });
  });
  return { url, stop: () => stop(child) };
}
