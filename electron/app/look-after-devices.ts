import type { DeviceName, DeviceReport, DeviceTest } from '../../shared/ipc.ts';
import { fail, type Failure } from '../../shared/failure.ts';
import { ok, type Result } from '../../shared/result.ts';
import { maskName } from '../../shared/rules/masking.ts';
import { here } from '../core/session/session.ts';
import type { CardReader } from '../devices/card-reader/contract.ts';
import type { SheetPrinter } from '../devices/a4-printer/contract.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import type { Scan, Scanner } from '../devices/scanner/contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { TechnicianDoor } from '../store/technician/contract.ts';
import type { VisitHost } from './host-visit.ts';
import type { writeSheets } from './write-sheets.ts';
import type { SlipWriter } from './write-slips.ts';

const BETWEEN_READS_MS = 300;
/** So long a test waits for a card or a code to be held up. */
const TEST_MS = 15_000;

/** What devices are asked of for the technician's page. */
export interface TendedDevices {
  readonly idReader: CardReader;
  readonly socialReader: CardReader;
  readonly scanner: Scanner;
  readonly printer: SlipPrinter;
  readonly sheetPrinter: SheetPrinter;
  readonly kinds: Readonly<Record<DeviceName, string>>;
  /** Which framing the reader answers to; empty where that is no question. */
  readonly tryFramings: () => Promise<readonly { readonly framing: string; readonly answers: boolean }[]>;
  /** Pieces on the wires, masked, while somebody listens. */
  readonly watch: (isOn: boolean) => void;
}

export interface CareParts {
  readonly devices: TendedDevices;
  readonly host: VisitHost;
  readonly door: TechnicianDoor;
  readonly slips: SlipWriter;
  readonly sheets: ReturnType<typeof writeSheets>;
  readonly toPdf: (html: string) => Promise<Uint8Array | undefined>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
}

/** The technician's page: the door to it, what each device says of itself, and trying each. */
export function lookAfterDevices({ devices, host, door, slips, sheets, toPdf, clock, log, onDefect }: CareParts) {
  const { idReader, socialReader, scanner, printer, sheetPrinter } = devices;
  let lastScan: Scan | undefined;
  const isInside = () => {
    const session = host.session();
    return session.state === 'visiting' && session.isTechnician;
  };
  const isAt = (name: 'technician' | 'status' | 'devices') => {
    const session = host.session();
    return session.state === 'visiting' && here(session).name === name;
  };
  const inside = async <T>(work: () => Promise<T>): Promise<Result<T, Failure>> =>
    isInside() ? ok(await work()) : fail('request/forbidden', 'technician');

  const enter = (how: 'code' | 'card') => {
    log('technician.entered', { how });
    host.happen({ type: 'technician' });
  };

  /** While the door is on the glass, a card that is known opens it. */
  let isWaiting = false;
  const waitForCard = async () => {
    if (isWaiting) return;
    isWaiting = true;
    try {
      await readAtDoor();
    } finally {
      isWaiting = false;
    }
  };
  const readAtDoor = async () => {
    while (isAt('technician')) {
      const read = await idReader.read();
      if (!isAt('technician')) return;
      if (read.ok && door.knowsCard(read.value.number)) enter('card');
      else await clock.sleep(BETWEEN_READS_MS);
    }
  };

  scanner.onScan(({ bytes, symbology }) => {
    lastScan = { bytes: new Uint8Array(bytes.length), symbology }; // how long and of what kind, not what it says
  });

  host.onChange((now, before) => {
    if (now === before) return;
    const was = before.state === 'visiting' && here(before).name === 'technician';
    if (isAt('technician') && !was) void waitForCard().catch(onDefect);
    devices.watch(isInside() && isAt('devices'));
  });

  /** For as long as the same technician stands before the same page: what is laid afterwards is somebody else's. */
  const untilTimeout = async <T>(look: () => Promise<T | undefined>): Promise<T | undefined> => {
    const visit = host.visit();
    const isStillHere = () => host.visit() === visit && isInside() && isAt('devices');
    const giveUpAt = clock.monotonic() + TEST_MS;
    while (clock.monotonic() < giveUpAt && isStillHere()) {
      const seen = await look();
      if (!isStillHere()) return undefined;
      if (seen !== undefined) return seen;
      await clock.sleep(BETWEEN_READS_MS);
    }
    return undefined;
  };

  const testReader = (reader: CardReader) => async (): Promise<DeviceTest> => {
    const read = await untilTimeout(async () => {
      const began = clock.monotonic();
      const result = await reader.read();
      const ms = Math.round(clock.monotonic() - began);
      return !result.ok && result.failure.code === 'reader/no-card' ? undefined : { result, ms };
    });
    if (!read) return { passed: false, says: ['no card within 15 s'] };
    const { result, ms } = read;
    if (!result.ok) return { passed: false, says: [result.failure.code, result.failure.detail] };
    const { name, remarks, photo } = result.value;
    photo?.fill(0);
    const decoded = photo ? [`photo, ${photo.length} bytes`] : [];
    return { passed: true, says: [maskName(name), `${ms} ms`, ...decoded, ...remarks] };
  };

  const testPrinter = async (): Promise<DeviceTest> => {
    const began = clock.monotonic();
    const printed = await printer.print(slips.trial());
    const ms = `${Math.round(clock.monotonic() - began)} ms`;
    if (printed.ok) return { passed: true, says: [printed.value, ms] };
    return { passed: false, says: [printed.failure.code, printed.failure.detail, ms] };
  };

  const testSheetPrinter = async (): Promise<DeviceTest> => {
    const began = clock.monotonic();
    const pdf = await toPdf(sheets.trial());
    if (!pdf) return { passed: false, says: ['no PDF: is chromium-headless-shell installed?'] };
    const printed = await sheetPrinter.print(pdf, 'trial');
    const ms = `${Math.round(clock.monotonic() - began)} ms`;
    if (printed.ok) return { passed: true, says: [printed.value, ms] };
    return { passed: false, says: [printed.failure.code, printed.failure.detail, ms] };
  };

  const testScanner = async (): Promise<DeviceTest> => {
    lastScan = undefined;
    const scan = await untilTimeout(async () => lastScan);
    if (!scan) return { passed: false, says: ['no code within 15 s'] };
    return { passed: true, says: [scan.symbology ?? 'no symbology', `${scan.bytes.length} bytes`] };
  };

  const tests: Readonly<Record<DeviceName, () => Promise<DeviceTest>>> = {
    reader: testReader(idReader),
    'social-card-reader': testReader(socialReader),
    scanner: testScanner,
    printer: testPrinter,
    'a4-printer': testSheetPrinter,
  };

  const report = async (): Promise<DeviceReport[]> => {
    const states = {
      reader: idReader,
      'social-card-reader': socialReader,
      scanner,
      printer,
      'a4-printer': sheetPrinter,
    };
    const says = {
      reader: await idReader.about(),
      'social-card-reader': [],
      scanner: [],
      printer: await printer.about(),
      'a4-printer': await sheetPrinter.about(),
    };
    return (Object.keys(states) as DeviceName[]).map((device) => ({
      device,
      kind: devices.kinds[device],
      state: states[device].state(),
      says: [...says[device]],
    }));
  };

  return {
    enter: (code: string) => {
      if (!isAt('technician')) return fail('request/forbidden', 'technician');
      const checked = door.checkCode(code);
      if (checked === 'right') {
        enter('code');
        return ok(null);
      }
      log('technician.refused', { how: checked });
      return fail(checked === 'locked' ? 'technician/locked' : 'technician/wrong-code');
    },
    report: () => inside(report),
    test: (device: DeviceName) => inside(tests[device]),
    framings: () => inside(async () => [...(await devices.tryFramings())]),
    /** The next card laid is a technician's from now on. */
    makeCardKnown: () =>
      inside(async (): Promise<DeviceTest> => {
        const read = await untilTimeout(async () => {
          const result = await idReader.read();
          return result.ok ? result.value : undefined;
        });
        if (!read) return { passed: false, says: ['no card within 15 s'] };
        door.makeCardKnown(read.number);
        log('technician.card-known', {});
        return { passed: true, says: [maskName(read.name)] };
      }),
    isInside,
  };
}
