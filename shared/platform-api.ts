import { z } from 'zod';
import { Course } from './domain/course.ts';
import { Event } from './domain/event.ts';
import { Policy } from './domain/policy.ts';
import { Posting } from './domain/posting.ts';
import { StationNews } from './domain/station.ts';
import { Receipt, SubjectId, SubmissionKey, submissionKinds } from './domain/submission.ts';
import { Id, Instant, text } from './domain/text.ts';

/** The contract between kiosk and platform, one list. Published as OpenAPI 3.1 from these same schemas. */
export const API_MAJOR = '1';
/** Every answer carries it; an answer without it comes from somebody else (a captive portal, a proxy). */
export const API_HEADER = 'x-platform-api';
export const KEY_HEADER = 'idempotency-key';

const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/);
const Base64url = (bytes: number) => base64url.length(Math.ceil((bytes * 4) / 3));

/** What is synced by cursor, and the schema of each row. */
export const catalogue = { posting: Posting, event: Event, policy: Policy, course: Course } as const;
export type CatalogueKind = keyof typeof catalogue;
export const catalogueKinds = Object.keys(catalogue) as [CatalogueKind, ...CatalogueKind[]];
export type CatalogueItem<K extends CatalogueKind> = z.infer<(typeof catalogue)[K]>;

export const PAGE_LIMIT = 500;

/** A change is a row as it now is, or the news that it is gone. Rows are checked one by one: a bad one is left out and counted. */
export const Change = z.union([
  z.strictObject({ seq: z.int().positive(), id: Id, version: z.int().positive(), item: z.unknown() }),
  z.strictObject({ seq: z.int().positive(), id: Id, version: z.int().positive(), gone: z.literal(true) }),
]);
export type Change = z.infer<typeof Change>;

export const ChangePage = z.strictObject({
  /** Whose numbers these are: another one means another feed, and a cursor of this one means nothing there. */
  feed: z.string().regex(/^[0-9a-f]{32}$/),
  changes: z.array(Change).max(PAGE_LIMIT),
  /** Ask after this number next. */
  next: z.int().nonnegative(),
  /** The newest number of the whole feed: who begins at 0 now has missed nothing before it. */
  newest: z.int().nonnegative(),
  /** Changes still to come after this page. */
  remaining: z.int().nonnegative(),
  /** Said by the platform when it means to delete much at once; without it a mass deletion is not believed (reliability.md 2.4). */
  bulk: z.strictObject({ count: z.int().positive(), reason: text(200), until: Instant }).nullable(),
});
export type ChangePage = z.infer<typeof ChangePage>;

/** A list of keys, signed by the root key whose fingerprint stands in the kiosk's config. `body` is the signed text itself. */
export const SignedKeyList = z.strictObject({ body: base64url, rootKey: Base64url(32), signature: Base64url(64) });
export type SignedKeyList = z.infer<typeof SignedKeyList>;

export const KeyList = z.strictObject({
  /** Never goes back. */
  sequence: z.int().nonnegative(),
  issuedAt: Instant,
  keys: z.array(
    z.strictObject({
      /** `sealing` opens submissions at the platform (X25519), `device-ca` signs certificates, `slip` signs slips (Ed25519). */
      use: z.enum(['sealing', 'device-ca', 'slip']),
      id: z.string().regex(/^[0-9a-f]{8}$/),
      key: Base64url(32),
      notBefore: Instant,
      notAfter: Instant,
    }),
  ),
});
export type KeyList = z.infer<typeof KeyList>;

/** Text that a device signs to be entered: who shows another's public key, or another's code, has not its private key. */
export const enrolmentProof = (asked: {
  readonly code: string;
  readonly stationId: string;
  readonly areaCode: string;
  readonly deviceKey: string;
  readonly slipKey: string;
}) =>
  new TextEncoder().encode(
    ['employment-station/enrol/1', asked.code, asked.stationId, asked.areaCode, asked.deviceKey, asked.slipKey].join(
      '\n',
    ),
  );

/** Text that a device signs to get a token: everything that makes the request this one. */
export const tokenProof = (deviceId: string, issuedAt: string, nonce: string) =>
  new TextEncoder().encode(`employment-station/token/1\n${deviceId}\n${issuedAt}\n${nonce}`);

/** HPKE's `info` for a sealed submission, and the data that is bound to it without being hidden (reliability.md 4.1). */
export const sealingInfo = (stationId: string) => new TextEncoder().encode(`outbox/1\n${stationId}`);
export const sealingContext = (key: string, kind: string, schema: number) =>
  new TextEncoder().encode(`${key}\n${kind}\n${schema}`);

export const Submission = z.strictObject({
  key: SubmissionKey,
  kind: z.enum(submissionKinds),
  schema: z.int().positive(),
  subject: SubjectId,
  stationId: Id,
  /** Rising with every submission of this kiosk; the platform keeps the order per subject. */
  sequence: z.int().positive(),
  /** Sealed with HPKE base mode, X25519/HKDF-SHA256/AES-256-GCM (RFC 9180) to `sealingKey`. */
  sealingKey: z.string().regex(/^[0-9a-f]{8}$/),
  encapsulated: Base64url(32),
  ciphertext: base64url.max(64 * 1024),
});
export type Submission = z.infer<typeof Submission>;

/** 找人帮忙: which screen and step, no values. */
export const HelpCase = z.strictObject({
  caseId: Id,
  state: z.enum(['open', 'answered', 'closed']),
  /** Who comes, once somebody has answered. */
  answeredBy: text(20).nullable(),
});
export type HelpCase = z.infer<typeof HelpCase>;

/** RFC 9457. `code` is ours and stable. */
export const Problem = z.object({
  status: z.int(),
  code: z.enum([
    'malformed',
    'unauthorised',
    'unknown',
    'cursor-gone',
    'key-reused',
    'key-in-progress',
    'too-many',
    'unopenable',
    'code-refused',
    'broken',
  ]),
  detail: z.string(),
});
export type Problem = z.infer<typeof Problem>;
export type ProblemCode = Problem['code'];

const none = z.undefined();

/** A code that a person holds up, verified by whoever issued it; a photograph of it is as good as it is until it was used. */
export const PersonCodeAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('person'), name: text(60), number: z.string().max(18) }),
  z.strictObject({ state: z.literal('unknown') }),
  z.strictObject({ state: z.literal('used') }),
  z.strictObject({ state: z.literal('expired') }),
]);
export type PersonCodeAnswer = z.infer<typeof PersonCodeAnswer>;

export const endpoints = {
  health: {
    method: 'GET',
    path: '/v1/health',
    auth: false,
    query: none,
    body: none,
    answer: z.strictObject({
      name: text(80),
      /** True for a platform that does not sync to disk: never for a station in service. */
      trial: z.boolean(),
      engine: z.enum(['pglite', 'postgresql']),
      time: Instant,
    }),
    summary: 'Who answers, and on what it stands',
  },
  keys: {
    method: 'GET',
    path: '/v1/keys',
    auth: false,
    query: none,
    body: none,
    answer: SignedKeyList,
    summary: 'Sealing, slip and device keys, signed by the root key',
  },
  enrol: {
    method: 'POST',
    path: '/v1/enrolments',
    auth: false,
    query: none,
    body: z.strictObject({
      code: z.string().regex(/^[0-9A-Z]{10}$/),
      stationId: Id,
      areaCode: z.string().regex(/^\d{6}$/),
      stationName: text(40),
      deviceKey: Base64url(32),
      slipKey: Base64url(32),
      /** By the device key, over `enrolmentProof`. */
      signature: Base64url(64),
    }),
    answer: z.strictObject({
      deviceId: z.string().regex(/^[0-9a-f]{32}$/),
      certificate: base64url,
      keys: SignedKeyList,
    }),
    summary: 'Makes a device known with a one-time code of its station; the same device has the same answer again',
  },
  token: {
    method: 'POST',
    path: '/v1/tokens',
    auth: false,
    query: none,
    body: z.strictObject({
      deviceId: z.string().regex(/^[0-9a-f]{32}$/),
      issuedAt: Instant,
      nonce: Base64url(16),
      signature: Base64url(64),
    }),
    answer: z.strictObject({ token: Base64url(32), expiresAt: Instant }),
    summary: 'A token for a day, for a proof signed with the device key',
  },
  changes: {
    method: 'GET',
    path: '/v1/changes',
    auth: true,
    query: z.strictObject({
      kind: z.enum(catalogueKinds),
      after: z.coerce.number().int().nonnegative(),
      /** `newest` of the page with which this fill began; a deletion before that is none for it. */
      began: z.coerce.number().int().nonnegative().default(0),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT),
    }),
    body: none,
    answer: ChangePage,
    summary: 'Changes and deletions of one kind after a cursor',
  },
  station: {
    method: 'GET',
    path: '/v1/station',
    auth: true,
    query: none,
    body: none,
    answer: StationNews,
    summary: 'Who is on duty, and which stations near by can do what',
  },
  submit: {
    method: 'POST',
    path: '/v1/submissions',
    auth: true,
    query: none,
    body: Submission,
    answer: Receipt,
    summary: 'A sealed submission; the same key always has the same answer, for 90 days',
  },
  verifyPersonCode: {
    method: 'POST',
    path: '/v1/person-codes',
    auth: true,
    query: none,
    body: z.strictObject({
      code: base64url.min(2).max(5_464),
      symbology: z
        .string()
        .regex(/^\][A-Za-z][0-9A-Za-z]$/)
        .nullable(),
    }),
    answer: PersonCodeAnswer,
    summary: 'Who holds up this 电子社保卡 code; each code is good once',
  },
  askHelp: {
    method: 'POST',
    path: '/v1/help-cases',
    auth: true,
    query: none,
    body: z.strictObject({ caseId: Id, screen: Id, stationId: Id }),
    answer: HelpCase,
    summary: 'Rings the duty phone; asked again with the same id, it tells how things stand',
  },
} as const;

export type EndpointName = keyof typeof endpoints;
export type EndpointQuery<N extends EndpointName> = z.infer<(typeof endpoints)[N]['query']>;
export type EndpointBody<N extends EndpointName> = z.infer<(typeof endpoints)[N]['body']>;
export type EndpointAnswer<N extends EndpointName> = z.infer<(typeof endpoints)[N]['answer']>;
