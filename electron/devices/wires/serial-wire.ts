import { lossOfWire, type Wire } from './wire.ts';

export interface SerialLine {
  /** A name that outlives replugging: `/dev/serial/by-id/…`. */
  readonly path: string;
  readonly baudRate: number;
}

/** RS-232, a USB bridge to it, or USB CDC-ACM: 8N1, no flow control. */
export async function openSerialWire({ path, baudRate }: SerialLine): Promise<Wire | undefined> {
  const serialport = await import('serialport').catch(() => undefined);
  if (!serialport) return undefined;
  const port = new serialport.SerialPort({ path, baudRate, autoOpen: false });
  const opened = await new Promise<boolean>((settle) => port.open((error) => settle(!error)));
  if (!opened) return undefined;
  const { isLost, lose, onLost } = lossOfWire();
  port.on('close', lose);
  port.on('error', lose);

  return {
    write: (bytes) =>
      new Promise((handedOver) => {
        if (isLost()) handedOver(false);
        else port.write(bytes, (error) => handedOver(!error));
      }),
    onBytes: (take) => void port.on('data', take),
    onLost,
    close: () =>
      new Promise((closed) => {
        if (port.isOpen) port.close(() => closed());
        else closed();
      }),
  };
}
