import { request as requestHttp } from 'node:http';
import { Agent, request as requestHttps } from 'node:https';
import { createGunzip } from 'node:zlib';

const CONNECT_MS = 10_000;
const FIRST_BYTE_MS = 15_000;
/** Slow lines are let live, dead ones are not: less than this in that time ends a request (reliability.md 2.3). */
const PROGRESS_MS = 30_000;
const PROGRESS_BYTES = 1024;
const BODY_BYTES = 8 * 1024 * 1024;
const GZIP_RATIO = 100;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export class LineFailure extends Error {
  /** A short word for the log: what broke, never what was sent. */
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Certificates are always verified: against `ca` when given, else against the system's. */
export const createAgent = (ca: string | undefined): Agent =>
  new Agent({ keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 4, ...(ca === undefined ? {} : { ca }) });

/** One request with every limit of reliability.md 2.3 and 2.4. Rejects with `LineFailure` and nothing else. */
export function sendRequest(
  url: URL,
  options: { method: string; headers: Record<string, string>; body: string | undefined; agent: Agent },
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const isTls = url.protocol === 'https:';
    const request = (isTls ? requestHttps : requestHttp)(url, {
      method: options.method,
      headers: { 'accept-encoding': 'gzip', ...options.headers },
      ...(isTls ? { agent: options.agent } : {}),
      timeout: CONNECT_MS,
    });
    const failWith = (code: string) => {
      clearTimeout(firstByte);
      request.destroy();
      reject(new LineFailure(code));
    };
    const firstByte = setTimeout(() => failWith('no-answer'), FIRST_BYTE_MS);
    // Node's time-out is about silence of the socket: it is ours only until the connection stands.
    request.on('socket', (socket) => {
      const connected = () => void request.setTimeout(0);
      if (socket.connecting) socket.once(isTls ? 'secureConnect' : 'connect', connected);
      else connected();
    });
    request.on('timeout', () => failWith('no-connection'));
    request.on('error', (cause: NodeJS.ErrnoException) => failWith(cause.code ?? 'broken'));
    request.on('response', (response) => {
      clearTimeout(firstByte);
      let wire = 0;
      let atLastCheck = 0;
      const progress = setInterval(() => {
        if (wire - atLastCheck < PROGRESS_BYTES) failWith('no-progress');
        atLastCheck = wire;
      }, PROGRESS_MS);
      response.on('close', () => clearInterval(progress));
      response.on('data', (chunk: Buffer) => (wire += chunk.length));
      const chunks: Buffer[] = [];
      let size = 0;
      const stream = response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > BODY_BYTES || size > Math.max(1, wire) * GZIP_RATIO) failWith('too-large');
        chunks.push(chunk);
      });
      stream.on('error', () => failWith('cut'));
      response.on('aborted', () => failWith('cut'));
      stream.on('end', () => {
        if (!response.complete) failWith('cut');
        else resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    request.end(options.body);
  });
}
