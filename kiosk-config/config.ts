import { z } from 'zod';
import { Coordinates } from '../shared/domain/place.ts';
import { AreaCode, Day, Id, text } from '../shared/domain/text.ts';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be HH:MM, 24 hours' });
const Hours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay.or(z.literal('24:00')) })
  .refine(({ from, to }) => from !== to, { error: '"from" and "to" are the same; the whole day is 00:00 to 24:00' })
  .describe('"to" before "from": until that hour of the next morning');
const Words = text(40);

const Usb = { vendorId: z.int().min(0).max(0xffff), productId: z.int().min(0).max(0xffff) };
const Tcp = { host: z.string().min(1), port: z.int().min(1).max(65_535) };
const Serial = {
  path: z.string().startsWith('/dev/').describe('A name that outlives replugging: /dev/serial/by-id/…'),
  baudRate: z.literal([9_600, 19_200, 38_400, 57_600, 115_200]),
};
const readsAgain = z
  .boolean()
  .describe('The module lets a card be read again without a new find: the kiosk then knows when it was lifted');

const CardReader = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simulated') }),
  z.strictObject({ kind: z.literal('none') }),
  z
    .strictObject({
      kind: z.literal('sdt-hid'),
      ...Usb,
      framing: z.enum(['bare', 'count', 'numbered', 'numbered-count', 'length-first']),
      readsAgain,
    })
    .describe("A resident-ID reader that speaks SDT in HID reports; the framing is the maker's own"),
  z
    .strictObject({ kind: z.literal('sdt-usb'), ...Usb, framing: z.enum(['usb-split', 'usb-single']), readsAgain })
    .describe('The classic reader, 0400:C35A: a vendor-class device with bulk endpoints'),
  z.strictObject({ kind: z.literal('sdt-serial'), ...Serial, readsAgain }),
  z
    .strictObject({ kind: z.literal('sdt-tcp'), ...Tcp, readsAgain })
    .describe('A serial reader behind a serial server, or the device simulator'),
]);

const PhotoDecoder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z
    .strictObject({ kind: z.literal('program'), command: z.tuple([z.string().startsWith('/')], z.string()) })
    .describe(
      'A licensed decoder: block on stdin, PNG on stdout; run it as a user of its own, e.g. through sudo -n -u',
    ),
]);

const SocialCardReader = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simulated') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('pcsc') }).describe("Any CCID reader, through the system's pcscd"),
]);

const suffix = z.enum(['none', 'cr', 'lf', 'crlf', 'tab']).describe('What the scanner is set to put behind each code');
const Scanner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simulated') }),
  z.strictObject({ kind: z.literal('none') }),
  z
    .strictObject({ kind: z.literal('hid-pos'), ...Usb, suffix })
    .describe('A scanner in USB HID POS mode, usage page 8C'),
  z
    .strictObject({ kind: z.literal('tcp'), ...Tcp, suffix })
    .describe('A serial scanner behind a serial server, or the device simulator'),
  z.strictObject({ kind: z.literal('serial'), ...Serial, suffix }).describe('RS-232 or USB CDC-ACM, AIM prefix on'),
  z
    .strictObject({ kind: z.literal('wedge') })
    .describe('A scanner that types: US keyboard, AIM prefix on, Enter behind each code; no Chinese'),
]);

const SheetPrinter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z
    .strictObject({
      kind: z.literal('ipp'),
      printer: z.string().regex(/^ipp:\/\/[^/]+\/.+$/, { error: 'must be ipp://host:port/printers/name' }),
      socket: z.string().startsWith('/').nullable().describe("CUPS' own socket, or null for TCP"),
    })
    .describe('A4, a queue of CUPS or a printer that speaks IPP'),
]);

const letters = z
  .enum(['gbk', 'gb2312'])
  .describe("What the printer's font holds: GBK in most, GB 2312 in the cheapest; other letters are drawn");

const Printer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simulated') }),
  z.strictObject({ kind: z.literal('none') }),
  z
    .strictObject({ kind: z.literal('escpos-tcp'), ...Tcp, letters })
    .describe('ESC/POS, 80 mm paper, raw TCP port (usually 9100)'),
  z.strictObject({ kind: z.literal('escpos-serial'), ...Serial, letters }),
  z
    .strictObject({ kind: z.literal('escpos-node'), path: z.string().min(1), answers: z.boolean(), letters })
    .describe('A device node such as /dev/usb/lp0; one that never answers is never said to have cut'),
]);

/** One station's settings. Read once, at start; a wrong file stops the program with file, path and value. */
export const KioskConfig = z.strictObject({
  station: z.strictObject({
    id: Id,
    /** The place and the word for what it is, kept apart: a line may break only between them. */
    name: z.strictObject({ place: Words, suffix: Words }),
    nameEn: z.strictObject({ place: Words, suffix: Words }),
    brand: Words.describe('What the sign over the door says: 津彩e就业'),
    kind: z.enum(['standard', 'featured-park', 'featured-campus', 'mobile']),
    coordinates: Coordinates.describe('Degrees, GCJ-02'),
    areaCode: AreaCode.describe('The district that the station belongs to, GB/T 2260'),
    areaCodes: z.array(AreaCode).min(1).describe('Districts whose postings and events are shown'),
    hours: z.strictObject({
      week: z.array(Hours.nullable()).length(7).describe('Monday first; null closes the day'),
      exceptions: z.array(z.strictObject({ day: Day, hours: Hours.nullable() })),
    }),
    phone: text(30),
    complaints: text(30).describe("Where one complains: 12333, or the district's own"),
  }),
  modules: z.strictObject({ jobs: z.boolean(), hiring: z.boolean(), events: z.boolean(), policies: z.boolean() }),
  idle: z.strictObject({
    anonymousSeconds: z.int().min(20).max(600),
    identifiedSeconds: z.int().min(20).max(600),
    warningSeconds: z.int().min(20).max(120).describe('WCAG 2.2.1: at least 20'),
  }),
  panel: z.strictObject({
    diagonalInches: z.number().min(10).max(100),
    widthPixels: z.int().min(720).max(7680),
    heightPixels: z.int().min(720).max(7680),
    lowerEdgeMillimetres: z.number().min(300).max(1200).describe("Height of the glass's lower edge above the floor"),
    readingMillimetres: z.number().min(300).max(1500).describe('Distance of the eyes from the glass'),
  }),
  languages: z.array(z.enum(['zh-CN', 'en'])).min(1),
  devices: z.strictObject({
    cardReader: CardReader,
    photoDecoder: PhotoDecoder,
    socialCardReader: SocialCardReader,
    scanner: Scanner,
    printer: Printer,
    sheetPrinter: SheetPrinter,
  }),
  platform: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      rootKeyFingerprint: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe("SHA-256 of the platform's Ed25519 root key"),
      caFile: z
        .string()
        .nullable()
        .describe("PEM file of the issuer of the platform's certificate; null for a public one"),
      enrolmentCode: z
        .string()
        .regex(/^[0-9A-Z]{10}$/)
        .nullable()
        .describe('One-time code; used at the first start only'),
    })
    .nullable()
    .describe('null: a trial platform is started beside the kiosk'),
  documentsFolder: z
    .string()
    .nullable()
    .describe('Real policy documents for the trial platform; null: invented samples'),
  dataFolder: z.string().min(1).describe('Relative to the working directory, or absolute'),
});
export type KioskConfig = z.infer<typeof KioskConfig>;
