import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Answer, CallName, EventName, Input, Output, Payload } from '../../shared/ipc.ts';
import type { VisitView } from '../../shared/visit.ts';
import { defaultConfig } from '../support/composed-kiosk.ts';
import type { TestPlatform } from '../support/platform.ts';

/** The built kiosk as its own process on a data folder that outlives it, and a screen as the page is one. */
export interface KioskProcess {
  readonly process: ChildProcess;
  /** Resolves when the kiosk can be touched, with the address of its page. Rejects when it ends before. */
  readonly ready: Promise<string>;
  /** Resolves at its end: code, signal, and what it said on the way. */
  readonly ended: Promise<{ code: number | null; said: string }>;
  /** Rejects when it ends and nobody killed it: what waits for it need not wait for ever. */
  readonly lost: Promise<never>;
  kill(): Promise<void>;
}

export interface Neighbour {
  readonly url: string;
  readonly caFile: string;
  readonly rootKeyFingerprint: string;
  readonly enrolmentCode: string;
}

export const neighbourOf = async (platform: TestPlatform): Promise<Neighbour> => ({
  url: platform.url,
  caFile: platform.caFile,
  rootKeyFingerprint: platform.rootKeyFingerprint,
  enrolmentCode: await platform.issueCode(defaultConfig().station.id),
});

export function startKiosk(daemon: string, dataFolder: string, neighbour: Neighbour): KioskProcess {
  // No jitter: what waits is delivered at once, so that a run stays short.
  const child = spawn(process.execPath, [daemon, '--shell=none', `--data=${dataFolder}`, '--random=0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KIOSK_NEIGHBOUR: JSON.stringify(neighbour) },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let isKilled = false;
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const url = /"url":"([^"]+)"/.exec(chunk.toString())?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(({ code }) => reject(new Error(`the kiosk ended with ${String(code)}: ${said}`)));
  });
  const lost = new Promise<never>((_, reject) => {
    void ended.then(({ code }) => {
      if (!isKilled) reject(new Error(`the kiosk ended by itself with ${String(code)}: ${said}`));
    });
  });
  // Whoever waits for them hears it; nobody has to.
  ready.catch(() => undefined);
  lost.catch(() => undefined);
  return {
    process: child,
    ready,
    ended,
    lost,
    kill: async () => {
      isKilled = true;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export interface Screen {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Waits for the visit to be so, among what was and will be told. */
  until<T extends VisitView>(is: (visit: VisitView) => visit is T): Promise<T>;
  close(): void;
}

/** Opens the start address, keeps its cookie, and speaks over the socket as the page does. */
export async function openScreen(startUrl: string, onVisit: (visit: VisitView) => void): Promise<Screen> {
  const started = await fetch(startUrl, { redirect: 'manual' });
  const cookie = started.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { host, origin } = new URL(startUrl);
  const socket = new WebSocket(`ws://${host}/bridge`, { origin, headers: { cookie } });
  const asked = new Map<number, (answer: Answer<CallName>) => void>();
  const watchers = new Set<(visit: VisitView) => void>([onVisit]);
  let latest: VisitView = { state: 'attract' };
  let turn = 0;

  const hear = (visit: VisitView) => {
    latest = visit;
    for (const watcher of watchers) watcher(visit);
  };
  // A killed kiosk is the point: what was asked of it simply stays unanswered.
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as
      { id: number; answer: Answer<CallName> } | { event: EventName; payload: Payload<EventName> };
    if ('id' in message) asked.get(message.id)?.(message.answer);
    else if (message.event === 'visit') hear(message.payload as VisitView);
  });
  await once(socket, 'open');

  const call = async <N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const id = ++turn;
    const answer = await new Promise<Answer<N>>((resolve) => {
      asked.set(id, (given) => resolve(given as Answer<N>));
      socket.send(JSON.stringify({ id, call: name, input }));
    });
    asked.delete(id);
    if (!answer.ok) throw new Error(`${name}: ${answer.failure.code}`);
    return answer.value;
  };
  hear((await call('screen/hello', null)).visit);

  return {
    call,
    until: <T extends VisitView>(is: (visit: VisitView) => visit is T) =>
      new Promise<T>((resolve) => {
        const watch = (visit: VisitView) => {
          if (!is(visit)) return;
          watchers.delete(watch);
          resolve(visit);
        };
        watchers.add(watch);
        watch(latest);
      }),
    close: () => socket.terminate(),
  };
}
