import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where the line breaks, counted from now: after so many bytes towards the platform, or from it. */
export interface Cut {
  readonly direction: 'up' | 'down';
  readonly afterBytes: number;
}

/** A cable that breaks at a byte. TLS goes through it untouched. */
export interface CuttingRelay {
  readonly url: string;
  cut(where: Cut): void;
  /** Bytes carried so far, over all connections. */
  carried(): { readonly up: number; readonly down: number };
  cuts(): number;
  close(): Promise<void>;
}

export async function openCuttingRelay(target: URL): Promise<CuttingRelay> {
  const sockets = new Set<Socket>();
  const carried = { up: 0, down: 0 };
  let armed: { readonly direction: Cut['direction']; readonly at: number } | undefined;
  let cuts = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    keep(near);
    const far = keep(connect(Number(target.port), target.hostname));
    let isWhole = true;
    const carry = (direction: Cut['direction'], from: Socket, to: Socket) =>
      from.on('data', (chunk: Buffer) => {
        if (!isWhole) return;
        const left = armed?.direction === direction ? armed.at - carried[direction] : Infinity;
        const passed = chunk.subarray(0, Math.min(chunk.length, left));
        carried[direction] += passed.length;
        if (chunk.length < left) {
          to.write(passed);
          return;
        }
        // What has passed arrives; then both ends see the cable break.
        isWhole = false;
        armed = undefined;
        cuts += 1;
        const breaks = () => {
          near.resetAndDestroy();
          far.resetAndDestroy();
        };
        if (passed.length > 0) to.write(passed, breaks);
        else breaks();
      });
    carry('up', near, far);
    carry('down', far, near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    cut: ({ direction, afterBytes }) => (armed = { direction, at: carried[direction] + afterBytes }),
    carried: () => ({ ...carried }),
    cuts: () => cuts,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
}
