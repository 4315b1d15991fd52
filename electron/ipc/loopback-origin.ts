import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { EventName, Payload } from '../../shared/ipc.ts';
import type { Log } from '../platform/log.ts';
import type { Gate } from './gate.ts';
import { pageFiles } from './page-files.ts';
import { pageHeaders } from './page-headers.ts';

const COOKIE = 'kiosk';
const MESSAGE_BYTES = 1024 * 1024;
const CONNECTIONS = 32;
/** A page of ours asks a handful of things at once. */
const CALLS_IN_FLIGHT = 50;
const TICKET_MS = 60_000;
/** RFC 6455: a message that violates a policy. */
const POLICY_VIOLATED = 1008;

export interface LoopbackOrigin {
  readonly port: number;
  /**
   * Where a browser begins; answered by a cookie and a clean address. `once`: for the next browser, within a minute: its
   * command line can be read by others on this machine. Its cookie is that of this boot, and leaves the browser's profile with it. `often`: for a developer's eyes, never in service.
   */
  startUrl(uses: 'once' | 'often'): string;
  tell<N extends EventName>(name: N, payload: Payload<N>): void;
  /** Screens connected now; the shell restarts a browser that stays away. */
  onScreens(listener: (count: number) => void): void;
  close(): Promise<void>;
}

/** The page and its bridge for the Chromium shell: this machine only, the right Host and Origin, the token of this boot. */
export async function openLoopbackOrigin(options: {
  folder: string;
  port: number;
  gate: Gate;
  log: Log;
  onDefect: (defect: unknown) => void;
}): Promise<LoopbackOrigin> {
  const { gate, log, onDefect } = options;
  const files = pageFiles(options.folder);
  const token = randomBytes(32).toString('base64url');
  /** Until when each is good, by performance.now(). */
  const tickets = new Map<string, number>();
  const screens = new Set<WebSocket>();
  const listeners: ((count: number) => void)[] = [];
  let port = options.port;

  const takeTicket = (given: string | null): boolean => {
    const until = given === null ? undefined : tickets.get(given);
    if (given === null || until === undefined) return false;
    if (until !== Infinity) tickets.delete(given);
    return until > performance.now();
  };
  const isToken = (given: string | undefined) => {
    const bytes = Buffer.from(given ?? '');
    return bytes.length === token.length && timingSafeEqual(bytes, Buffer.from(token));
  };
  const cookieOf = (request: IncomingMessage) =>
    (request.headers.cookie ?? '')
      .split('; ')
      .find((pair) => pair.startsWith(`${COOKIE}=`))
      ?.slice(COOKIE.length + 1);
  const hosts = () => [`127.0.0.1:${port}`, `[::1]:${port}`];
  const isOurHost = ({ headers }: IncomingMessage) => hosts().includes(headers.host ?? '');
  const isOurOrigin = ({ headers }: IncomingMessage) => headers.origin === `http://${headers.host ?? ''}`;
  const refuse = (response: ServerResponse, status: number, reason: string) => {
    log('origin.refused', { reason });
    response.writeHead(status, { connection: 'close' }).end();
  };

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    if (!isOurHost(request)) return refuse(response, 421, 'host');
    if (request.method !== 'GET') return refuse(response, 405, 'method');
    if (request.headers.origin !== undefined && !isOurOrigin(request)) return refuse(response, 403, 'origin');
    const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${port}`);
    if (!url) return refuse(response, 404, 'path');
    if (url.pathname === '/start' && takeTicket(url.searchParams.get('ticket'))) {
      const cookie = `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/`;
      return response.writeHead(303, { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
    }
    if (!isToken(cookieOf(request))) return refuse(response, 403, 'token');
    const file = files.get(url.pathname === '/' ? '/index.html' : url.pathname);
    if (!file) return refuse(response, 404, 'path');
    return response.writeHead(200, { ...pageHeaders(port), 'content-type': file.type }).end(file.body);
  };

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const reason = !isOurHost(request)
      ? 'host'
      : !isOurOrigin(request)
        ? 'origin'
        : !isToken(cookieOf(request))
          ? 'token'
          : request.url === '/bridge'
            ? undefined
            : 'path';
    if (reason !== undefined) {
      log('origin.refused', { reason });
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (screen) => welcome(screen));
  };

  const welcome = (screen: WebSocket) => {
    screens.add(screen);
    listeners.forEach((listener) => listener(screens.size));
    screen.on('close', () => {
      screens.delete(screen);
      listeners.forEach((listener) => listener(screens.size));
    });
    screen.on('error', () => screen.terminate());
    let inFlight = 0;
    screen.on('message', (data: Buffer) => {
      if (inFlight >= CALLS_IN_FLIGHT) {
        log('origin.refused', { reason: 'calls' });
        screen.close(POLICY_VIOLATED);
        return;
      }
      inFlight += 1;
      void serveMessage(screen, data).finally(() => (inFlight -= 1));
    });
  };

  const serveMessage = async (screen: WebSocket, data: Buffer) => {
    const message = parse(data);
    if (!message) {
      screen.close(1007);
      return;
    }
    const reply = await gate(message.call, message.input);
    if (screen.readyState === screen.OPEN) screen.send(JSON.stringify({ id: message.id, answer: reply }));
  };

  const server = createServer(
    { maxHeaderSize: 8192, requestTimeout: 15_000, headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      try {
        answer(request, response);
      } catch (defect) {
        onDefect(defect);
        response.destroy();
      }
    },
  );
  server.maxConnections = CONNECTIONS;
  server.on('upgrade', (request, socket, head) => {
    // Whoever hangs up in the middle of it breaks nothing but his own line.
    socket.on('error', () => socket.destroy());
    try {
      upgrade(request, socket, head);
    } catch (defect) {
      onDefect(defect);
      socket.destroy();
    }
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port, '127.0.0.1', listening);
  });
  port = (server.address() as AddressInfo).port;

  return {
    port,
    startUrl: (uses) => {
      const ticket = randomBytes(32).toString('base64url');
      tickets.set(ticket, uses === 'often' ? Infinity : performance.now() + TICKET_MS);
      return `http://127.0.0.1:${port}/start?ticket=${ticket}`;
    },
    tell: (name, payload) => {
      const text = JSON.stringify({ event: name, payload });
      for (const screen of screens) screen.send(text);
    },
    onScreens: (listener) => void listeners.push(listener),
    close: async () => {
      for (const screen of screens) screen.terminate();
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    },
  };
}

function parse(data: Buffer): { id: number; call: string; input: unknown } | undefined {
  try {
    const message = JSON.parse(data.toString('utf8')) as Record<string, unknown> | null;
    const { id, call, input } = message ?? {};
    return typeof id === 'number' && typeof call === 'string' ? { id, call, input } : undefined;
  } catch {
    return undefined;
  }
}
