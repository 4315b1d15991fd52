import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ServerCertificate } from '../../scripts/platform/trust/server-certificate.ts';

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** Somebody who holds the platform's certificate and answers as it pleases. */
export interface HostileServer {
  readonly url: string;
  answer(behaviour: Behaviour): void;
  /** Bytes that were written to clients, to see that they stop listening. */
  written(): number;
  close(): Promise<void>;
}

export async function startHostileServer({ key, cert }: ServerCertificate): Promise<HostileServer> {
  let behaviour: Behaviour = (_, response) => response.destroy();
  const sockets = new Set<Socket>();
  let written = 0;
  const server: Server = createServer({ key, cert }, (request, response) => {
    response.on('error', () => undefined);
    behaviour(request, response);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      written += socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (given) => (behaviour = given),
    written: () => written + [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
