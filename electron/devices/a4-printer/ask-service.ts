import { request } from 'node:http';
import { decodeAnswer, encodeQuestion, type Question, type ServiceAnswer } from './ipp.ts';

export interface ServiceAddress {
  /** `ipp://127.0.0.1:631/printers/a4`. */
  readonly printer: string;
  /** CUPS' own socket, where it is on this machine; `null` to go over TCP. */
  readonly socket: string | null;
}

const TIMEOUT_MS = 10_000;
const MOST_ANSWER_BYTES = 64 * 1024;

/** One question to the print service, with a document behind it or not; `undefined` when nobody answers. */
export function askService(
  { printer, socket }: ServiceAddress,
  question: Omit<Question, 'printerUri'>,
  document: Uint8Array = new Uint8Array(),
): Promise<ServiceAnswer | undefined> {
  const url = new URL(printer.replace(/^ipp:/, 'http:'));
  const body = Buffer.concat([encodeQuestion({ ...question, printerUri: printer }), document]);
  return new Promise((answered) => {
    const call = request({
      method: 'POST',
      path: url.pathname,
      headers: { 'content-type': 'application/ipp', 'content-length': body.length, host: url.host },
      timeout: TIMEOUT_MS,
      ...(socket === null ? { host: url.hostname, port: url.port || '631' } : { socketPath: socket }),
    });
    call.on('error', () => answered(undefined));
    call.on('timeout', () => call.destroy());
    call.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MOST_ANSWER_BYTES) call.destroy();
        else parts.push(part);
      });
      response.on('error', () => answered(undefined));
      response.on('close', () => answered(response.complete ? decodeAnswer(Buffer.concat(parts)) : undefined));
    });
    call.end(body);
  });
}
