import { z } from 'zod';
import { EventFilter, postingChips } from './domain/listing.ts';
import { trades } from './domain/posting.ts';
import { Day, Id, Instant } from './domain/text.ts';
import { failureCodes } from './failure.ts';

/** Where in the kiosk somebody is. Nothing personal ever stands in a route. */
export const Route = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('home') }),
  z.strictObject({
    name: z.literal('jobs'),
    chips: z.array(z.enum(postingChips)).max(postingChips.length),
    page: z.int().min(0).max(10_000),
  }),
  z.strictObject({ name: z.literal('posting'), id: Id }),
  z.strictObject({ name: z.literal('apply'), id: Id }),
  z.strictObject({
    name: z.literal('events'),
    filter: EventFilter,
    text: z.string().max(20),
    page: z.int().min(0).max(1_000),
  }),
  z.strictObject({ name: z.literal('event'), id: Id }),
  z.strictObject({ name: z.literal('policies'), text: z.string().max(20), page: z.int().min(0).max(1_000) }),
  z.strictObject({ name: z.literal('policy'), id: Id, page: z.int().min(0).max(1_000) }),
  z.strictObject({ name: z.literal('hiring') }),
  z.strictObject({ name: z.literal('help') }),
  /** For the technician: devices, sync, versions. */
  z.strictObject({ name: z.literal('status') }),
  z.strictObject({ name: z.literal('devices') }),
  /** The door to these two. */
  z.strictObject({ name: z.literal('technician') }),
]);
export type Route = z.infer<typeof Route>;

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** How the glass looks to this visitor; back to the station's own at the visit's end. */
export const Modes = z.strictObject({
  language: z.enum(languages),
  elder: z.boolean(),
  /** `auto` is day or night by the hour. */
  look: z.enum(['auto', 'contrast']),
});
export type Modes = z.infer<typeof Modes>;

export const PrintView = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('printing') }),
  /** The printer itself has said that the slip is cut. */
  z.strictObject({ state: z.literal('cut') }),
  /** This printer cannot say: 请查看出票口. */
  z.strictObject({ state: z.literal('probably') }),
  z.strictObject({ state: z.literal('failed'), code: z.enum(failureCodes) }),
]);
export type PrintView = z.infer<typeof PrintView>;

/** The truths about a submission, each only when it is one: 已保存，待上传 · 已受理 · 已办结; 正在人工核实 when it was refused. */
export const SubmissionStatus = z.enum(['saved', 'accepted', 'done', 'already-applied', 'in-review']);

/** The person, as far as the screen may know: masked by one rule. */
export const MaskedPerson = z.strictObject({
  name: z.string(),
  number: z.string(),
  phone: z.string().nullable(),
  cardExpired: z.boolean(),
  /** The name has a letter that no screen can show (devices.md 2.3): staff look at the card. */
  nameUnclear: z.boolean(),
});
export type MaskedPerson = z.infer<typeof MaskedPerson>;

/** What is being applied for, as it stood when the visitor began. */
const Subject = {
  id: Id,
  title: z.string(),
  employer: z.string(),
  trade: z.enum(trades),
  walkMinutes: z.int().nullable(),
};

export const ApplyView = z.discriminatedUnion('step', [
  /** Waiting for a card. `trouble`: what was wrong with the last try, or with the reader. */
  z.strictObject({ step: z.literal('card'), ...Subject, trouble: z.enum(failureCodes).nullable() }),
  z.strictObject({ step: z.literal('phone'), ...Subject, person: MaskedPerson }),
  z.strictObject({ step: z.literal('confirm'), ...Subject, person: MaskedPerson }),
  /** From the touch that sends until the commit is on disk. */
  z.strictObject({ step: z.literal('taking'), ...Subject, person: MaskedPerson }),
  z.strictObject({
    step: z.literal('done'),
    ...Subject,
    number: z.string(),
    status: SubmissionStatus,
    /** When the platform took it; `null` while it is only saved here. */
    receivedAt: Instant.nullable(),
    replyBy: Day.nullable(),
    keptUntil: Day.nullable(),
    print: PrintView,
  }),
  z.strictObject({ step: z.literal('failed'), ...Subject, code: z.enum(failureCodes) }),
]);
export type ApplyView = z.infer<typeof ApplyView>;

export const HelpView = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('idle') }),
  z.strictObject({ state: z.literal('ringing'), secondsWaited: z.int().nonnegative() }),
  z.strictObject({ state: z.literal('answered'), by: z.string() }),
  /**
   * Nobody answered in 30 seconds, or the bell could not be rung at all: a slip with the number to call; `null` when this
   * visit has it already.
   */
  z.strictObject({ state: z.literal('unanswered'), rang: z.boolean(), print: PrintView.nullable() }),
]);
export type HelpView = z.infer<typeof HelpView>;

export const HiringView = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open') }),
  z.strictObject({ state: z.literal('taking') }),
  z.strictObject({ state: z.literal('taken'), number: z.string(), status: SubmissionStatus, print: PrintView }),
  z.strictObject({ state: z.literal('failed'), code: z.enum(failureCodes) }),
]);
export type HiringView = z.infer<typeof HiringView>;

/** All that the screen knows of the visit. The machine lives in the main process; a reloaded screen is sent this again. */
export const VisitView = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('attract') }),
  z.strictObject({
    state: z.literal('open'),
    route: Route,
    modes: Modes,
    /** A person is known: 我走了 stands on every screen. */
    identified: z.boolean(),
    apply: ApplyView.nullable(),
    help: HelpView,
    hiring: HiringView,
    /** 您还在吗: whole seconds until everything is cleared; `null` while the visitor is there. */
    warning: z.strictObject({ secondsLeft: z.int().nonnegative(), secondsTotal: z.int().positive() }).nullable(),
  }),
]);
export type VisitView = z.infer<typeof VisitView>;
