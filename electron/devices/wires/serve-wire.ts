import { createServer, type AddressInfo } from 'node:net';
import type { OpenWire } from './wire.ts';

export interface ServedWire {
  readonly port: number;
  close(): Promise<void>;
}

/** A simulated wire at a port of this machine, as a serial server has it: pulled out, it drops who is connected. */
export async function serveWire(open: OpenWire, port = 0): Promise<ServedWire> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    void open().then((wire) => {
      if (!wire) {
        socket.destroy();
        return;
      }
      wire.onBytes((bytes) => void socket.write(bytes));
      wire.onLost(() => socket.destroy());
      socket.on('data', (bytes) => void wire.write(Uint8Array.from(bytes)));
      socket.on('close', () => void wire.close());
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}
