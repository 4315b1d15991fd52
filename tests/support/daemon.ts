import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfig } from './composed-kiosk.ts';
import { askDesk } from './platform.ts';
import { neighbour, neighbourCa, NOW } from './global-setup.ts';

const root = join(import.meta.dirname, '../..');

export interface Daemon {
  readonly url: string;
  readonly dataFolder: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export const desk = <T>(method: 'GET' | 'POST', path: string, body?: unknown) =>
  askDesk<T>(neighbour(), neighbourCa(), method, path, body);

/** What a kiosk needs to enrol at the platform of this run. */
export async function neighbourForOne(): Promise<string> {
  const { code } = await desk<{ code: string }>('POST', '/desk/enrolment-codes', {
    stationId: defaultConfig().station.id,
  });
  const { url, caFile, rootKeyFingerprint } = neighbour();
  return JSON.stringify({ url, caFile, rootKeyFingerprint, enrolmentCode: code });
}

/** The built kiosk as its own process, without a shell: a test's browser is its screen. */
export async function startDaemon(given: { dataFolder?: string; args?: readonly string[] } = {}): Promise<Daemon> {
  const dataFolder = given.dataFolder ?? mkdtempSync(join(tmpdir(), 'kiosk-e2e-'));
  const args = given.args ?? [`--now=${NOW}`, '--random=0.1'];
  const child = spawn(
    process.execPath,
    [join(root, 'dist/electron/daemon.js'), '--shell=none', `--data=${dataFolder}`, ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, KIOSK_NEIGHBOUR: await neighbourForOne() },
    },
  );
  const url = await new Promise<string>((ready, failed) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /"url":"([^"]+)"/.exec(chunk.toString())?.[1];
      if (found) ready(found);
    });
    child.once('exit', (code) => failed(new Error(`the kiosk ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  return {
    url,
    dataFolder,
    process: child,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((ended) => child.once('exit', ended));
        child.kill('SIGTERM');
        await gone;
      }
      if (given.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
