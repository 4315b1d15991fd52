import { connect, type Socket } from 'node:net';
import type { Clock } from '../../platform/clock.ts';
import { REOPEN_MS, type PrinterPort } from './printer-port.ts';

/** A printer that is switched off leaves no refusal, only silence. */
export const CONNECT_TIMEOUT_MS = 3_000;

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/** Port 9100 of a network printer: answers come back on the same socket, one client at a time (devices.md 9.6). */
export function openTcpPort({ host, port }: TcpAddress, clock: Clock): PrinterPort {
  const closing = new AbortController();
  let socket: Socket | undefined;
  let opened: () => void = () => {};
  let heard: (bytes: Uint8Array) => void = () => {};
  let lost: () => void = () => {};

  /** Resolves when the connection has come to its end, or did not come about. */
  const connection = () =>
    new Promise<void>((ended) => {
      const attempt = connect({ host, port, noDelay: true, keepAlive: true });
      const connecting = new AbortController();
      const abandon = () => void attempt.destroy();
      closing.signal.addEventListener('abort', abandon);
      void clock.sleep(CONNECT_TIMEOUT_MS, connecting.signal).then(() => {
        if (attempt.connecting) abandon();
      });
      attempt.on('connect', () => {
        connecting.abort();
        socket = attempt;
        opened();
      });
      attempt.on('data', (bytes) => heard(bytes));
      attempt.on('error', abandon); // 'close' follows and tells it
      attempt.on('end', abandon);
      attempt.on('close', () => {
        connecting.abort();
        closing.signal.removeEventListener('abort', abandon);
        const was = socket;
        socket = undefined;
        if (was) lost();
        ended();
      });
    });

  async function stayConnected() {
    while (!closing.signal.aborted) {
      await connection();
      await clock.sleep(REOPEN_MS, closing.signal);
    }
  }
  const done = stayConnected();

  return {
    answers: true,
    connected: () => socket !== undefined,
    write: (bytes) =>
      new Promise((handedOver) => {
        if (socket) socket.write(bytes, (error) => handedOver(!error));
        else handedOver(false);
      }),
    onOpen: (listener) => {
      opened = listener;
      if (socket) listener();
    },
    onData: (listener) => void (heard = listener),
    onLost: (listener) => void (lost = listener),
    close: async () => {
      closing.abort();
      await done;
    },
  };
}
