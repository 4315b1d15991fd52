import { z } from 'zod';
import { checkIdNumber, kindOfIdNumber } from '../rules/id-number.ts';
import { Phone } from './resident.ts';
import { Day, Id, Instant, text } from './text.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** 16 random bytes, made when the visitor opens the page that confirms (reliability.md 3.6). */
export const SubmissionKey = hex(16);
/** 8 random bytes: the visit, or the public id of a posting or slip. Never derived from a person (reliability.md 3.5). */
export const SubjectId = hex(8);
export const SlipId = hex(8);

/** Made when the visitor confirms; travels sealed to the platform. The ID number goes to the platform and to nobody else. */
export const Application = z.strictObject({
  postingId: Id,
  postingVersion: z.int().positive(),
  applicant: z.strictObject({
    name: text(60),
    number: z.string().refine((number) => checkIdNumber(number, kindOfIdNumber(number)) === undefined),
    phone: Phone.nullable(),
  }),
  /** What the employer may see besides surname and trade. The phone only by a second, explicit 同意. */
  employerSees: z.strictObject({ phone: z.boolean() }),
  /** Walk from the station to the place, whole minutes; `null` without coordinates. */
  walkMinutes: z.int().nonnegative().nullable(),
  cardExpired: z.boolean(),
  slipId: SlipId,
  /** The station's count of the day, for voices: 0483. Identity is `slipId`. */
  number: z.string().regex(/^\d{4,6}$/),
  takenAt: Instant,
  clockTrusted: z.boolean(),
});
export type Application = z.infer<typeof Application>;

/** 招员工, until an employer can post at the terminal: somebody asks to be rung up. */
export const RecruitingContact = z.strictObject({
  phone: Phone,
  kind: z.enum(['firm', 'sole-trader', 'household']),
  number: z.string().regex(/^\d{4,6}$/),
  slipId: SlipId,
  takenAt: Instant,
  clockTrusted: z.boolean(),
});
export type RecruitingContact = z.infer<typeof RecruitingContact>;

/** Every kind of submission, with the schema of what is sealed in it. */
export const submissions = {
  application: { schema: 1, payload: Application },
  'recruiting-contact': { schema: 1, payload: RecruitingContact },
} as const;
export type SubmissionKind = keyof typeof submissions;
export const submissionKinds = Object.keys(submissions) as [SubmissionKind, ...SubmissionKind[]];

/** The platform's answer to a submission. It echoes the key: an answer to another one's is no answer. */
export const Receipt = z.strictObject({
  key: SubmissionKey,
  /** `accepted` 已受理 · `done` 已办结 · `already-applied` the same person had applied for the same posting before. */
  outcome: z.enum(['accepted', 'done', 'already-applied']),
  receivedAt: Instant,
  /** The last day on which the employer answers; `null` where none is promised. */
  replyBy: Day.nullable(),
  /** The day on which the platform deletes the personal part. */
  keptUntil: Day.nullable(),
});
export type Receipt = z.infer<typeof Receipt>;
