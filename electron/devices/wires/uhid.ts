/**
 * Events of `/dev/uhid` (linux/uhid.h, devices.md 11.1), by which a program is a HID device to the kernel. Little-endian,
 * each one `struct uhid_event`; what is written shorter is filled up with zeros.
 */
export const UHID_EVENT_BYTES = 4_380;

const TYPE = { destroy: 1, start: 2, stop: 3, open: 4, close: 5, output: 6, getReport: 9, getReportReply: 10 } as const;
const CREATE2 = 11;
const INPUT2 = 12;
const SET_REPORT = 13;
const SET_REPORT_REPLY = 14;
const BUS_USB = 3;
const NAME_AT = 4;
const NAME_BYTES = 128;
const PHYS_AT = 132;
const PHYS_BYTES = 64;
const UNIQ_AT = 196;
const UNIQ_BYTES = 64;
const RD_SIZE_AT = 260;
const RD_AT = 280;
const OUTPUT_SIZE_AT = 4_100;
const EIO = 5;

export interface UhidDevice {
  readonly name: string;
  /** The serial number. */
  readonly uniq: string;
  readonly vendorId: number;
  readonly productId: number;
  /** The report descriptor. */
  readonly descriptor: Uint8Array;
}

export function uhidCreate({ name, uniq, vendorId, productId, descriptor }: UhidDevice): Uint8Array {
  const event = Buffer.alloc(RD_AT + descriptor.length);
  event.writeUInt32LE(CREATE2, 0);
  event.write(name, NAME_AT, NAME_BYTES - 1, 'utf8');
  event.write('sim/kiosk', PHYS_AT, PHYS_BYTES - 1, 'utf8');
  event.write(uniq, UNIQ_AT, UNIQ_BYTES - 1, 'utf8');
  event.writeUInt16LE(descriptor.length, RD_SIZE_AT);
  event.writeUInt16LE(BUS_USB, 262);
  event.writeUInt32LE(vendorId, 264);
  event.writeUInt32LE(productId, 268);
  event.writeUInt32LE(0x0100, 272); // version 1.00
  event.set(descriptor, RD_AT);
  return new Uint8Array(event);
}

export function uhidInput(report: Uint8Array): Uint8Array {
  const event = Buffer.alloc(6 + report.length);
  event.writeUInt32LE(INPUT2, 0);
  event.writeUInt16LE(report.length, 4);
  event.set(report, 6);
  return new Uint8Array(event);
}

export const uhidDestroy = () => Uint8Array.of(TYPE.destroy, 0, 0, 0);

/** The opener hangs for five seconds on a question that is not answered: these devices have no such reports. */
export function uhidRefusal(event: Extract<UhidEvent, { kind: 'get-report' | 'set-report' }>): Uint8Array {
  const reply = Buffer.alloc(12);
  reply.writeUInt32LE(event.kind === 'get-report' ? TYPE.getReportReply : SET_REPORT_REPLY, 0);
  reply.writeUInt32LE(event.id, 4);
  reply.writeUInt16LE(EIO, 8);
  return new Uint8Array(reply);
}

export type UhidEvent =
  | { readonly kind: 'start' | 'stop' | 'open' | 'close' | 'other' }
  /** What a program wrote to hidraw: the report id comes first, also the 0 of reports without number. */
  | { readonly kind: 'output'; readonly data: Uint8Array }
  | { readonly kind: 'get-report' | 'set-report'; readonly id: number };

export function readUhidEvent(bytes: Uint8Array): UhidEvent {
  const event = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (event.length >= 4 ? event.readUInt32LE(0) : 0) {
    case TYPE.start:
      return { kind: 'start' };
    case TYPE.stop:
      return { kind: 'stop' };
    case TYPE.open:
      return { kind: 'open' };
    case TYPE.close:
      return { kind: 'close' };
    case TYPE.output: {
      if (event.length < OUTPUT_SIZE_AT + 2) return { kind: 'other' };
      const size = Math.min(event.readUInt16LE(OUTPUT_SIZE_AT), OUTPUT_SIZE_AT - 4);
      return { kind: 'output', data: Uint8Array.from(event.subarray(4, 4 + size)) };
    }
    case TYPE.getReport:
    case SET_REPORT:
      if (event.length < 8) return { kind: 'other' };
      return { kind: event.readUInt32LE(0) === SET_REPORT ? 'set-report' : 'get-report', id: event.readUInt32LE(4) };
    default:
      return { kind: 'other' };
  }
}

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Report descriptors (devices.md 11.2): the least that such a device needs, not taken from one. */
export const reportDescriptors = {
  unnumbered: hex('06 00 FF 09 01 A1 01 15 00 26 FF 00 75 08 95 40 09 01 81 02 95 40 09 01 91 02 C0'),
  numbered: hex('06 00 FF 09 01 A1 01 85 01 15 00 26 FF 00 75 08 95 3F 09 01 81 02 95 3F 09 01 91 02 C0'),
  scanner: hex(
    '05 8C 09 02 A1 01 09 12 A1 02 85 02 15 00 26 FF 00 75 08 95 01 05 01 09 3B 81 02 05 8C 95 01 09 FB 81 02 09 FC 81 02' +
      '09 FD 81 02 95 38 09 FE 82 02 01 95 01 06 66 FF 09 04 81 02 05 8C 81 01 09 FF 25 01 75 01 95 01 81 02 95 07 81 01 C0 C0',
  ),
} as const;

export interface ReportShape {
  readonly usagePage: number;
  readonly usage: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly reportIds: readonly number[];
}

/** The items of a report descriptor added up (USB HID 1.11, 6.2.2), for technicians who have one in hand. */
export function shapeOfReports(descriptor: Uint8Array): ReportShape {
  const global = { size: 0, count: 0 };
  const bits = { input: 0, output: 0 };
  const reportIds: number[] = [];
  let usagePage: number | undefined;
  let usage: number | undefined;
  for (let at = 0; at < descriptor.length;) {
    const item = descriptor[at]!;
    const length = [0, 1, 2, 4][item & 0x03]!;
    let value = 0;
    for (let i = length; i > 0; i--) value = value * 256 + (descriptor[at + i] ?? 0);
    at += 1 + length;
    const tag = item & 0xfc;
    if (tag === 0x04) usagePage ??= value;
    else if (tag === 0x08) usage ??= value;
    else if (tag === 0x74) global.size = value;
    else if (tag === 0x94) global.count = value;
    else if (tag === 0x84) reportIds.push(value);
    else if (tag === 0x80) bits.input += global.size * global.count;
    else if (tag === 0x90) bits.output += global.size * global.count;
  }
  return {
    usagePage: usagePage ?? 0,
    usage: usage ?? 0,
    inputBytes: Math.ceil(bits.input / 8),
    outputBytes: Math.ceil(bits.output / 8),
    reportIds,
  };
}
