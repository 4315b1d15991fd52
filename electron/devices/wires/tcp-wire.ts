import { connect } from 'node:net';
import type { Clock } from '../../platform/clock.ts';
import { lossOfWire, type Wire } from './wire.ts';

/** A device that is switched off leaves no refusal, only silence. */
export const CONNECT_TIMEOUT_MS = 3_000;

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/** A network printer's port 9100, or a serial device behind a serial server. */
export function openTcpWire({ host, port }: TcpAddress, clock: Clock): Promise<Wire | undefined> {
  return new Promise((opened) => {
    const { isLost, lose, onLost } = lossOfWire();
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    const connecting = new AbortController();
    const end = () => void socket.destroy();
    void clock.sleep(CONNECT_TIMEOUT_MS, connecting.signal).then(() => {
      if (socket.connecting) end();
    });
    socket.on('error', end); // 'close' follows and tells it
    socket.on('end', end);
    socket.on('close', () => {
      connecting.abort();
      lose();
      opened(undefined);
    });
    socket.on('connect', () => {
      connecting.abort();
      opened({
        write: (bytes) =>
          new Promise((handedOver) => {
            if (isLost()) handedOver(false);
            else socket.write(bytes, (error) => handedOver(!error));
          }),
        onBytes: (take) => void socket.on('data', take),
        onLost,
        close: async () => end(),
      });
    });
  });
}
