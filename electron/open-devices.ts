import type { KioskConfig } from '../kiosk-config/config.ts';
import { absentCardReader, absentPrinter } from './devices/absent.ts';
import { createCardReader, type ReaderRow } from './devices/card-reader/driver.ts';
import { framings } from './devices/card-reader/framings.ts';
import { createSocialCardReader } from './devices/social-card/driver.ts';
import { openPcscSlots } from './devices/social-card/pcsc-slots.ts';
import { createSlipPrinter } from './devices/printer/driver.ts';
import type { FontCoverage } from './devices/printer/text.ts';
import { keepPrinterPort } from './devices/printer/printer-port.ts';
import { openHidWire } from './devices/wires/hid-wire.ts';
import { openNodeWire } from './devices/wires/node-wire.ts';
import { openSerialWire } from './devices/wires/serial-wire.ts';
import { openTcpWire } from './devices/wires/tcp-wire.ts';
import { openUsbWire } from './devices/wires/usb-wire.ts';
import type { OpenWire } from './devices/wires/wire.ts';
import type { Clock } from './platform/clock.ts';
import { simulatedReaderRow, type SimulatedDevices } from './simulated-devices.ts';

/** The reader that the config names; absent, simulated or real, it is the same contract. */
export function openCardReader(
  { devices: { cardReader } }: KioskConfig,
  simulated: SimulatedDevices | undefined,
  clock: Clock,
) {
  const over = (open: OpenWire, row: ReaderRow) => createCardReader(open, { ...row, clock });
  switch (cardReader.kind) {
    case 'none':
      return absentCardReader;
    case 'simulated':
      return over(simulated!.reader.open, simulatedReaderRow);
    case 'sdt-hid': {
      const { numbered } = framings[cardReader.framing];
      return over(() => openHidWire({ ...cardReader, numbered }), cardReader);
    }
    case 'sdt-usb': {
      const { pipes } = framings[cardReader.framing];
      return over(() => openUsbWire({ ...cardReader, pipes }), cardReader);
    }
    case 'sdt-serial':
      return over(() => openSerialWire(cardReader), { ...cardReader, framing: 'stream' });
    case 'sdt-tcp':
      return over(() => openTcpWire(cardReader, clock), { ...cardReader, framing: 'stream' });
  }
}

/** The slot for social-security cards, if there is one. */
export function openSocialCardReader(
  { devices: { socialCardReader } }: KioskConfig,
  simulated: SimulatedDevices | undefined,
  clock: Clock,
) {
  switch (socialCardReader.kind) {
    case 'none':
      return absentCardReader;
    case 'simulated':
      return createSocialCardReader(simulated!.slots.open, { clock });
    case 'pcsc':
      return createSocialCardReader(openPcscSlots, { clock });
  }
}

/** The printer that the config names. */
export function openPrinter(
  { devices: { printer } }: KioskConfig,
  simulated: SimulatedDevices | undefined,
  clock: Clock,
) {
  const over = (open: OpenWire, coverage: FontCoverage = 'gbk', answers = true) =>
    createSlipPrinter(keepPrinterPort(open, { clock, answers }), { clock, coverage });
  switch (printer.kind) {
    case 'none':
      return absentPrinter;
    case 'simulated':
      return over(() => openTcpWire({ host: '127.0.0.1', port: simulated!.printer.port }, clock));
    case 'escpos-tcp':
      return over(() => openTcpWire(printer, clock), printer.letters);
    case 'escpos-serial':
      return over(() => openSerialWire(printer), printer.letters);
    case 'escpos-node':
      return over(() => openNodeWire(printer, clock), printer.letters, printer.answers);
  }
}
