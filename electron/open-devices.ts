import type { KioskConfig } from '../kiosk-config/config.ts';
import { absentCardReader, absentPrinter } from './devices/absent.ts';
import { createCardReader } from './devices/card-reader/driver.ts';
import { framings } from './devices/card-reader/framings.ts';
import { openHidPort } from './devices/node-hid-port.ts';
import { createSlipPrinter } from './devices/printer/driver.ts';
import { openFilePort } from './devices/printer/file-port.ts';
import { openTcpPort } from './devices/printer/tcp-port.ts';
import type { Clock } from './platform/clock.ts';
import { SIMULATED_FRAMING, type SimulatedDevices } from './simulated-devices.ts';

/** The reader that the config names; absent, simulated or real, it is the same contract. */
export function openCardReader(
  { devices: { cardReader } }: KioskConfig,
  simulated: SimulatedDevices | undefined,
  clock: Clock,
) {
  switch (cardReader.kind) {
    case 'none':
      return absentCardReader;
    case 'simulated':
      return createCardReader(simulated!.reader.open, { framing: SIMULATED_FRAMING, clock });
    case 'sdt-hid': {
      const { vendorId, productId, framing } = cardReader;
      const { numbered } = framings[framing];
      return createCardReader(() => openHidPort(vendorId, productId, { numbered }), { framing, clock });
    }
  }
}

/** The printer that the config names. */
export function openPrinter(
  { devices: { printer } }: KioskConfig,
  simulated: SimulatedDevices | undefined,
  clock: Clock,
) {
  switch (printer.kind) {
    case 'none':
      return absentPrinter;
    case 'simulated':
      return createSlipPrinter(openTcpPort({ host: '127.0.0.1', port: simulated!.printer.port }, clock), { clock });
    case 'escpos-tcp':
      return createSlipPrinter(openTcpPort({ host: printer.host, port: printer.port }, clock), { clock });
    case 'escpos-file':
      return createSlipPrinter(openFilePort(printer.path, clock), { clock });
  }
}
