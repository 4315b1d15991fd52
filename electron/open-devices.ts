import type { KioskConfig } from '../kiosk-config/config.ts';
import type { TendedDevices } from './app/look-after-devices.ts';
import type { OtherDevice } from './app/report-status.ts';
import { readAnyCard, type AnyCardReader } from './app/read-any-card.ts';
import { absentCardReader, absentPrinter, absentScanner, absentSheetPrinter } from './devices/absent.ts';
import type { SheetPrinter } from './devices/a4-printer/contract.ts';
import { createSheetPrinter } from './devices/a4-printer/driver.ts';
import type { CardReader } from './devices/card-reader/contract.ts';
import { createCardReader, type ReaderRow } from './devices/card-reader/driver.ts';
import { framings } from './devices/card-reader/framings.ts';
import { photoDecoder } from './devices/card-reader/photo-decoder.ts';
import { tryFramings } from './devices/card-reader/try-framings.ts';
import { createScanner, type ScannerRow } from './devices/scanner/driver.ts';
import type { Scanner } from './devices/scanner/contract.ts';
import { createTypingScanner, type TypingScanner } from './devices/scanner/typing-scanner.ts';
import { createSocialCardReader } from './devices/social-card/driver.ts';
import { openPcscSlots } from './devices/social-card/pcsc-slots.ts';
import type { SlipPrinter } from './devices/printer/contract.ts';
import { createSlipPrinter } from './devices/printer/driver.ts';
import type { FontCoverage } from './devices/printer/text.ts';
import { keepPrinterPort } from './devices/printer/printer-port.ts';
import { openHidWire } from './devices/wires/hid-wire.ts';
import { openNodeWire } from './devices/wires/node-wire.ts';
import { openSerialWire } from './devices/wires/serial-wire.ts';
import { wireTap, type TappedPiece, type WireTap } from './devices/wires/tap.ts';
import { openTcpWire } from './devices/wires/tcp-wire.ts';
import { openUsbWire } from './devices/wires/usb-wire.ts';
import type { OpenWire } from './devices/wires/wire.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { simulatedReaderRow, simulatedScannerRow, type SimulatedDevices } from './simulated-devices.ts';

/** Usage page of bar code scanners (USB-IF HID Point of Sale Usage Tables 1.02). */
const POS_SCANNER_PAGE = 0x8c;
/** A start bit, eight bits, a stop bit. */
const BITS_PER_BYTE = 10;

/** What a device is opened with. */
interface Bench {
  readonly config: KioskConfig;
  readonly simulated: SimulatedDevices | undefined;
  readonly clock: Clock;
  readonly tap: WireTap;
}

export interface Devices {
  /** Whatever reads a card. */
  readonly reader: AnyCardReader;
  readonly socialReader: CardReader;
  readonly scanner: Scanner;
  /** The scanner that types, when the config names that one. */
  readonly typing: TypingScanner | undefined;
  readonly printer: SlipPrinter;
  readonly sheetPrinter: SheetPrinter;
  /** Besides reader and printer, what the config names. */
  readonly others: readonly OtherDevice[];
  /** For the technician's page. */
  readonly tended: TendedDevices;
  close(): Promise<unknown>;
}

/** Every device that the config names, each by the one contract that its kind has; what becomes of them is logged. */
export function openDevices(
  config: KioskConfig,
  simulated: SimulatedDevices | undefined,
  clock: Clock,
  log: Log,
  onPiece: (piece: TappedPiece) => void,
): Devices {
  const tap = wireTap(clock);
  const bench = { config, simulated, clock, tap };
  const idReader = openCardReader(bench);
  const socialReader = openSocialCardReader(bench);
  const reader = readAnyCard([idReader, socialReader]);
  const typing = config.devices.scanner.kind === 'wedge' ? createTypingScanner() : undefined;
  const scanner = typing ?? openScanner(bench);
  const printer = openPrinter(bench);
  const sheetPrinter = openSheetPrinter(bench);
  const told = { reader: idReader, 'social-card-reader': socialReader, scanner, printer, 'a4-printer': sheetPrinter };
  for (const [device, { onState }] of Object.entries(told)) {
    onState((state: string) => log('device.changed', { device, state }));
  }
  return {
    ...{ reader, socialReader, scanner, typing, printer, sheetPrinter },
    others: [
      { device: 'reader' as const, ...idReader, kind: config.devices.cardReader.kind },
      { device: 'social-card-reader' as const, ...socialReader, kind: config.devices.socialCardReader.kind },
      { device: 'scanner' as const, ...scanner, kind: config.devices.scanner.kind },
      { device: 'a4-printer' as const, ...sheetPrinter, kind: config.devices.sheetPrinter.kind },
    ].filter(({ kind }) => kind !== 'none'),
    tended: {
      ...{ idReader, socialReader, scanner, printer, sheetPrinter },
      kinds: {
        reader: config.devices.cardReader.kind,
        'social-card-reader': config.devices.socialCardReader.kind,
        scanner: config.devices.scanner.kind,
        printer: config.devices.printer.kind,
        'a4-printer': config.devices.sheetPrinter.kind,
      },
      tryFramings: () => tryReaderFramings(bench),
      watch: (isOn) => tap.listen(isOn ? onPiece : undefined),
    },
    close: () => Promise.all([reader.close(), scanner.close(), printer.close(), sheetPrinter.close()]),
  };
}

/** The reader that the config names; absent, simulated or real, it is the same contract. */
function openCardReader({ config, simulated, clock, tap }: Bench) {
  const { cardReader, photoDecoder: decoder } = config.devices;
  const decodePhoto = decoder.kind === 'program' ? photoDecoder(decoder.command, clock) : undefined;
  const over = (open: OpenWire, row: ReaderRow) =>
    createCardReader(tap.on('reader', open), { ...row, clock, decodePhoto });
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

/** Of a HID reader only: the others' framings are no secret. */
async function tryReaderFramings({ config, simulated, clock }: Bench) {
  const { cardReader } = config.devices;
  if (cardReader.kind === 'simulated') return tryFramings(() => simulated!.reader.open, clock);
  if (cardReader.kind !== 'sdt-hid') return [];
  return tryFramings((framing) => () => openHidWire({ ...cardReader, numbered: framings[framing].numbered }), clock);
}

/** The slot for social-security cards, if there is one. */
function openSocialCardReader({ config, simulated, clock }: Bench) {
  const { socialCardReader } = config.devices;
  switch (socialCardReader.kind) {
    case 'none':
      return absentCardReader;
    case 'simulated':
      return createSocialCardReader(simulated!.slots.open, { clock });
    case 'pcsc':
      return createSocialCardReader(openPcscSlots, { clock });
  }
}

/** The scanner that the config names. */
function openScanner({ config, simulated, clock, tap }: Bench): Scanner {
  const { scanner } = config.devices;
  const over = (open: OpenWire, row: ScannerRow) =>
    createScanner(tap.on('scanner', open, row.protocol === 'hid-pos' ? 'reports' : undefined), { ...row, clock });
  switch (scanner.kind) {
    case 'none':
    case 'wedge':
      return absentScanner;
    case 'simulated':
      return over(simulated!.scanner.open, simulatedScannerRow);
    case 'hid-pos':
      return over(() => openHidWire({ ...scanner, numbered: true, usagePage: POS_SCANNER_PAGE }), {
        ...scanner,
        protocol: 'hid-pos',
      });
    case 'tcp':
      return over(() => openTcpWire(scanner, clock), { ...scanner, protocol: 'stream' });
    case 'serial':
      return over(() => openSerialWire(scanner), { ...scanner, protocol: 'stream' });
  }
}

/** The printer for whole sheets, if there is one. */
const openSheetPrinter = ({ config: { devices }, clock }: Bench): SheetPrinter =>
  devices.sheetPrinter.kind === 'none' ? absentSheetPrinter : createSheetPrinter(devices.sheetPrinter, { clock });

/** The printer that the config names. */
function openPrinter({ config, simulated, clock, tap }: Bench) {
  const { printer } = config.devices;
  const over = (open: OpenWire, coverage: FontCoverage = 'gbk', answers = true, bytesPerSecond?: number) =>
    createSlipPrinter(keepPrinterPort(tap.on('printer', open), { clock, answers }), {
      clock,
      coverage,
      bytesPerSecond,
    });
  switch (printer.kind) {
    case 'none':
      return absentPrinter;
    case 'simulated':
      return over(() => openTcpWire({ host: '127.0.0.1', port: simulated!.printer.port }, clock));
    case 'escpos-tcp':
      return over(() => openTcpWire(printer, clock), printer.letters);
    case 'escpos-serial':
      return over(() => openSerialWire(printer), printer.letters, true, printer.baudRate / BITS_PER_BYTE);
    case 'escpos-node':
      return over(() => openNodeWire(printer, clock), printer.letters, printer.answers);
  }
}
