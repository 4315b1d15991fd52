import { z } from 'zod';
import {
  EventPage,
  EventQuery,
  EventView,
  ItemId,
  PolicyPage,
  PostingPage,
  PostingQuery,
  PostingView,
  TextQuery,
} from './domain/listing.ts';
import { Policy } from './domain/policy.ts';
import { Instant } from './domain/text.ts';
import type { Failure } from './failure.ts';
import { catalogueKinds } from './platform-api.ts';
import type { Result } from './result.ts';
import { Modes, Route, VisitView } from './visit.ts';

const nothing = z.null();

/**
 * How a tile stands: it works; works on what is stored here, whose age it says; takes things now and sends them later;
 * is being filled; or is switched off or out of order.
 */
export const TileState = z.enum(['ready', 'offline', 'saves-only', 'updating', 'off']);
export type TileState = z.infer<typeof TileState>;

/** The card that was read last: still on the reader, known to be lifted, or nobody can say; `none`: no longer the question. */
export const LeftCard = z.enum(['none', 'lies', 'lifted', 'perhaps']);
export type LeftCard = z.infer<typeof LeftCard>;

export const deviceNames = ['reader', 'social-card-reader', 'scanner', 'printer', 'a4-printer'] as const;
export type DeviceName = (typeof deviceNames)[number];
const Device = z.enum(deviceNames);

export const Hours = z.strictObject({ from: z.string(), to: z.string() });

/** What the home, attract and status screens stand on; pushed at every change and every minute. */
export const KioskStatus = z.strictObject({
  now: Instant,
  /** `day` or `night`, by the station's own hour. */
  light: z.enum(['day', 'night']),
  station: z.strictObject({
    name: z.strictObject({ place: z.string(), suffix: z.string() }),
    nameEn: z.strictObject({ place: z.string(), suffix: z.string() }),
    /** What the sign over the door says. */
    brand: z.string(),
    kind: z.enum(['standard', 'featured-park', 'featured-campus', 'mobile']),
    phone: z.string(),
    complaints: z.string(),
    hoursToday: Hours.nullable(),
    openNow: z.boolean(),
    duty: z.strictObject({ name: z.string(), until: Instant }).nullable(),
    /** The nearest station that prints, with the age of that news. */
    printsNearBy: z.strictObject({ name: z.string(), walkMinutes: z.int(), asOf: Instant }).nullable(),
    languages: z.array(z.enum(['zh-CN', 'en'])),
  }),
  panel: z.strictObject({ pixelsPerMillimetre: z.number(), lowerEdgeMillimetres: z.number() }),
  online: z.boolean(),
  offlineSince: Instant.nullable(),
  /** When each kind was last complete; `null`: not yet. */
  asOf: z.record(z.enum(catalogueKinds), Instant.nullable()),
  sync: z.strictObject({ fetched: z.int().nonnegative(), remaining: z.int().nonnegative() }).nullable(),
  tiles: z.strictObject({ jobs: TileState, hiring: TileState, events: TileState, policies: TileState }),
  headlines: z.strictObject({
    newToday: z.int().nonnegative(),
    nearestMinutes: z.int().nullable(),
    nextEvent: z.strictObject({ title: z.string(), startsAt: Instant }).nullable(),
  }),
  reader: z.enum(['ready', 'absent', 'out-of-order']),
  readerSince: Instant,
  card: LeftCard,
  /** There is a slot for social-security cards, and it works. */
  socialCards: z.boolean(),
  /** Configured, not needed by every visitor, and not there: slot, scanner, A4. */
  away: z.array(Device),
  /** A code can be held up: a scanner is there, and the platform, which alone knows the code. */
  personCodes: z.boolean(),
  printer: z.enum(['ready', 'paper-low', 'absent', 'paper-end', 'cover-open', 'jam']),
  printerSince: Instant,
  outbox: z.strictObject({
    usable: z.boolean(),
    waiting: z.int().nonnegative(),
    setAside: z.int().nonnegative(),
    /** When the oldest that still waits was taken. */
    oldestAt: Instant.nullable(),
  }),
  /** No room: the catalogue stays as it is until there is. */
  diskFull: z.boolean(),
  version: z.string(),
  /** Devices are simulated: the developer's dock may be shown. */
  simulated: z.boolean(),
});
export type KioskStatus = z.infer<typeof KioskStatus>;

/** What a device says of itself, for technicians. */
export const DeviceReport = z.strictObject({
  device: Device,
  kind: z.string(),
  state: z.string(),
  says: z.array(z.string()),
});
export type DeviceReport = z.infer<typeof DeviceReport>;

/** How a trial of a device ended; nobody's data are in it but a masked name. */
export const DeviceTest = z.strictObject({ passed: z.boolean(), says: z.array(z.string()) });
export type DeviceTest = z.infer<typeof DeviceTest>;

/** Calls: the screen asks, the main process answers. Both sides are typed from this one list. */
export const calls = {
  'screen/hello': { input: nothing, output: z.strictObject({ status: KioskStatus, visit: VisitView }) },

  /** The first touch only wakes. */
  'visit/wake': { input: nothing, output: nothing },
  'visit/go': { input: Route, output: nothing },
  'visit/back': { input: nothing, output: nothing },
  'visit/home': { input: nothing, output: nothing },
  /** A sign of life: a touch, a key of the soft keyboard. */
  'visit/touched': { input: nothing, output: nothing },
  'visit/modes': { input: Modes.partial(), output: nothing },
  'visit/leave': { input: nothing, output: nothing },

  /** `null`: 没有电话. */
  'apply/phone': { input: z.strictObject({ phone: z.string().max(12).nullable() }), output: nothing },
  'apply/change-phone': { input: nothing, output: nothing },
  'apply/send': { input: z.strictObject({ phoneToEmployer: z.boolean() }), output: nothing },
  'apply/print-again': { input: nothing, output: nothing },

  'help/ring': { input: nothing, output: nothing },
  /** The technician's: what the platform refused is sent once more. */
  'outbox/retry': { input: nothing, output: nothing },
  'technician/enter': { input: z.strictObject({ code: z.string().regex(/^\d{6}$/) }), output: nothing },
  /** These only behind the door. */
  'technician/devices': { input: nothing, output: z.array(DeviceReport) },
  'technician/test': { input: z.strictObject({ device: Device }), output: DeviceTest },
  'technician/framings': {
    input: nothing,
    output: z.array(z.strictObject({ framing: z.string(), answers: z.boolean() })),
  },
  'technician/know-card': { input: nothing, output: DeviceTest },
  'hiring/ask': {
    input: z.strictObject({ phone: z.string().max(12), kind: z.enum(['firm', 'sole-trader', 'household']) }),
    output: nothing,
  },

  'postings/list': { input: PostingQuery, output: PostingPage },
  'postings/get': { input: ItemId, output: PostingView },
  'events/list': { input: EventQuery, output: EventPage },
  'events/get': { input: ItemId, output: EventView },
  'policies/list': { input: TextQuery, output: PolicyPage },
  'policies/get': { input: ItemId, output: Policy },
  /** Letters of pinyin to the Han words that stand in what is searched: full or initials. */
  'input/candidates': {
    input: z.strictObject({ letters: z.string().regex(/^[a-z]{1,12}$/), among: z.enum(['events', 'policies']) }),
    output: z.array(z.string()).max(24),
  },

  /** A scanner that types, seen by the page: a whole burst; `null`, letters that it cannot carry. */
  'scan/typed': { input: z.strictObject({ burst: z.string().max(4_096).nullable() }), output: nothing },

  /** The developer's dock; refused unless the devices are simulated. */
  'dock/card': {
    input: z.enum([
      ...['ordinary', 'expired', 'longTerm', 'rareCharacters', 'madeUpLetter', 'foreigner', 'hongKong', 'none'],
      ...['first', 'second', 'longName', 'third', 'bank'],
    ] as const),
    output: nothing,
  },
  'dock/reader': { input: z.enum(['unplug', 'replug', 'damage-next', 'delay-next']), output: nothing },
  'dock/printer': {
    input: z.enum(['empty', 'load', 'open', 'close', 'jam', 'clear-jam', 'mute', 'unmute']),
    output: nothing,
  },
  /** As if the right code had been typed at the door. */
  'dock/technician': { input: nothing, output: nothing },
  'dock/scan': {
    input: z.strictObject({ text: z.string().max(3_000), symbology: z.string().length(3) }),
    output: nothing,
  },
  'dock/network': { input: z.enum(['cut', 'restore']), output: nothing },
  /** The visitor stands still for as long as it takes until 您还在吗. */
  'dock/idle': { input: nothing, output: nothing },
  /** The newest slip that came out, as a picture (SVG); `null` before the first. */
  'dock/last-slip': { input: nothing, output: z.string().nullable() },
};

/** Events: the main process tells, the screen listens. */
export const events = {
  status: KioskStatus,
  visit: VisitView,
  /** Sounds that are ours to make: a card to be taken, an idle warning. */
  sound: z.enum(['card-read', 'take-card', 'warning', 'done']),
  /** A piece on a device's wire, masked; while the technician's page is open. */
  wire: z.strictObject({
    device: Device,
    direction: z.enum(['in', 'out']),
    head: z.string(),
    bytes: z.int().nonnegative(),
  }),
  /** The visit is over: the page replaces itself by a fresh one. */
  renew: z.null(),
};

export type CallName = keyof typeof calls;
export const callNames = Object.keys(calls) as CallName[];
export type Input<N extends CallName> = z.infer<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.infer<(typeof calls)[N]['output']>;
export type Answer<N extends CallName> = Result<Output<N>, Failure>;
export type Handlers = { readonly [N in CallName]: (input: Input<N>) => Promise<Answer<N>> };

export type EventName = keyof typeof events;
export const eventNames = Object.keys(events) as EventName[];
export type Payload<N extends EventName> = z.infer<(typeof events)[N]>;

/** All that stands on `window.kiosk`, in either shell. */
export interface Bridge {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Answer<N>>;
  on<N extends EventName>(name: N, listener: (payload: Payload<N>) => void): () => void;
}
