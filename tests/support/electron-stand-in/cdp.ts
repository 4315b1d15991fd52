import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from '@playwright/test';

/** One conversation with a target; the names and shapes of commands and events are Playwright's, generated from Chromium. */
export type CdpSession = Pick<CDPSession, 'send' | 'on'>;

export interface Cdp {
  readonly browser: CdpSession;
  readonly session: (id: string) => CdpSession;
  /** From now on nothing is heard: what still waits for an answer waits for ever, as code does whose process ends. */
  silence(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

type Listener = (payload: unknown) => void;

/**
 * Chromium's `--remote-debugging-pipe`: messages end with NUL. A pipe rather than a socket, because Chromium ends by
 * itself when its other end closes, also when this process was killed outright.
 */
export function connectCdp(input: Writable, output: Readable): Cdp {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Listener[]>();
  let lastId = 0;
  let rest = '';
  let isSilent = false;

  const receive = (message: Message): void => {
    if (message.id !== undefined) {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) call?.reject(new Error(message.error.message));
      else call?.resolve(message.result);
      return;
    }
    for (const listener of listeners.get(`${message.sessionId ?? ''} ${message.method ?? ''}`) ?? []) {
      // A page can provoke any of these: whatever it does, main lives on.
      try {
        listener(message.params);
      } catch (defect) {
        console.error(`Electron stand-in, on ${message.method ?? ''}:`, defect);
      }
    }
  };

  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    if (isSilent) return;
    for (const message of messages) receive(JSON.parse(message) as Message);
  });
  input.on('error', () => undefined);

  const session = (sessionId: string): CdpSession => {
    const self = {
      send: (method: string, params: object = {}) =>
        new Promise((resolve, reject) => {
          waiting.set(++lastId, { resolve, reject });
          input.write(`${JSON.stringify({ id: lastId, method, params, ...(sessionId && { sessionId }) })}\0`);
        }),
      on: (method: string, listener: Listener) => {
        const key = `${sessionId} ${method}`;
        listeners.set(key, [...(listeners.get(key) ?? []), listener]);
        return self;
      },
    };
    return self as unknown as CdpSession;
  };
  const silence = (): void => {
    isSilent = true;
  };
  return { browser: session(''), session, silence };
}

/** For commands whose failure only says that the page has gone in the meantime. */
export function quietly(command: Promise<unknown>): void {
  command.catch(() => undefined);
}
