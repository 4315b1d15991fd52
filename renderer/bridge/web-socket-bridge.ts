import { fail } from '../../shared/failure.ts';
import type { Answer, Bridge, CallName, EventName, Payload } from '../../shared/ipc.ts';
import type { Connection } from './use-connection.ts';

/** The part of a WebSocket that is used. */
export interface Socket {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
}

type FromMain =
  | { readonly id: number; readonly answer: Answer<CallName> }
  | { readonly event: EventName; readonly payload: Payload<EventName> };

interface Asked {
  readonly text: string;
  readonly settle: (answer: Answer<CallName>) => void;
  sent: boolean;
}

const WAITS_MS = [200, 500, 1_000, 2_000] as const;

/**
 * page → main `{"id":1,"call":"visit/go","input":…}`, main → page `{"id":1,"answer":…}` and `{"event":"status","payload":…}`.
 * Calls wait while there is no connection. One that was under way when it broke is told so and never sent twice: nobody
 * knows whether it was done.
 */
export function webSocketBridge(
  open: () => Socket,
  later: (milliseconds: number, run: () => void) => void,
): { readonly kiosk: Bridge; readonly connection: Connection } {
  const asked = new Map<number, Asked>();
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const watchers = new Set<(connected: boolean) => void>();
  let socket: Socket | null = null;
  let failures = 0;
  let lastId = 0;

  const send = (question: Asked) => {
    if (!socket) return;
    question.sent = true;
    socket.send(question.text);
  };
  const hear = (news: FromMain) => {
    if ('event' in news) {
      for (const listener of listeners.get(news.event) ?? []) listener(news.payload as never);
      return;
    }
    asked.get(news.id)?.settle(news.answer);
    asked.delete(news.id);
  };
  const connect = () => {
    const next = open();
    next.onopen = () => {
      socket = next;
      failures = 0;
      for (const question of asked.values()) send(question);
      for (const watcher of watchers) watcher(true);
    };
    next.onmessage = ({ data }) => hear(JSON.parse(String(data)) as FromMain);
    next.onclose = () => {
      const had = socket !== null;
      socket = null;
      for (const [id, question] of asked) {
        if (!question.sent) continue;
        asked.delete(id);
        question.settle(fail('internal', 'the connection to the main process broke'));
      }
      if (had || failures === 0) for (const watcher of watchers) watcher(false);
      later(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)]!, connect);
      failures += 1;
    };
  };
  connect();

  const kiosk: Bridge = {
    call: (name, input) =>
      new Promise((resolve) => {
        const id = (lastId += 1);
        const text = JSON.stringify({ id, call: name, input });
        const question: Asked = { text, settle: resolve as (answer: Answer<CallName>) => void, sent: false };
        asked.set(id, question);
        send(question);
      }),
    on: (name, listener) => {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => void heard.delete(listener);
    },
  };
  const connection: Connection = {
    onChange: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
  return { kiosk, connection };
}
