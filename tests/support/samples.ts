import { randomBytes } from 'node:crypto';
import type { Catalogue, PagePlace } from '../../electron/store/catalogue/contract.ts';
import type { NewSubmission } from '../../electron/store/outbox/contract.ts';
import type { Event } from '../../shared/domain/event.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import type { CatalogueItem, CatalogueKind } from '../../shared/platform-api.ts';
import type { Application } from '../../shared/domain/submission.ts';

/** Degrees of latitude for so many metres: enough to lay things at a known walk from the station. */
const METRE = 1 / 111_195;
export const station = { latitude: 39.1252, longitude: 117.1951 };
/** What a catalogue is made for. */
export const standpoint = { station, areaCodes: ['120103', '120101'] };

/** One invented posting; what a test is about is given, the rest is ordinary. */
export const samplePosting = (given: Partial<Posting> & { metres?: number } = {}): Posting => {
  const { metres = 200, ...rest } = given;
  return {
    id: 'p-1',
    version: 1,
    title: '小区保洁员',
    trade: 'clean',
    nature: 'full-time',
    employer: { id: 'e-1', name: '清和物业', kind: 'firm' },
    headcount: 5,
    filled: 2,
    duties: '扫楼道，擦扶手，清垃圾',
    conditions: '能走能站就行',
    education: 'any',
    pay: { from: 3200, to: 3200, unit: 'month', settled: 'monthly' },
    hours: { spoken: '早 6 点到 11 点', parts: ['morning'], hoursPerDay: 5, daysPerMonth: 26 },
    meals: true,
    lodging: false,
    insurance: true,
    seated: false,
    place: {
      address: '柳荫里小区 3 号门',
      areaCode: '120103',
      coordinates: { ...station, latitude: station.latitude + metres * METRE },
      landmarks: ['菜市场', '红绿灯'],
    },
    contact: { name: '王队长', phone: '022-5550 0177' },
    source: '市里的系统',
    confirmed: { at: '2026-11-20T02:00:00Z', by: '李敏' },
    publishedAt: '2026-11-21T00:30:00Z',
    validThrough: '2026-12-05',
    ...rest,
  };
};

export const sampleEvent = (given: Partial<Event> = {}): Event => ({
  id: 'v-1',
  version: 1,
  title: '院里招聘会',
  kind: 'fair',
  startsAt: '2026-11-22T01:00:00Z',
  endsAt: '2026-11-22T04:00:00Z',
  place: { address: '柳荫里小区广场', areaCode: '120103', coordinates: station, landmarks: [] },
  venue: '小区广场',
  organiser: '柳荫里就业驿站',
  description: '十八家单位来，不用报名。',
  seats: null,
  status: 'planned',
  ...given,
});

export const samplePolicy = (given: Partial<Policy> = {}): Policy => ({
  id: 'y-1',
  version: 1,
  title: '失业登记办法（样例）',
  issuer: '某市人社局',
  documentNumber: null,
  issuedOn: '2026-01-05',
  sample: true,
  blocks: [
    { kind: 'title', text: '失业登记办法（样例）' },
    { kind: 'heading', text: '一、谁能登记' },
    { kind: 'clause', text: '（一）没有工作又想工作的人，可以在驿站登记。' },
  ],
  ...given,
});

/** Made by an invented person; the check digit is right. */
export const sampleApplication = (given: Partial<Application> = {}): Application => ({
  postingId: 'p-1',
  postingVersion: 1,
  applicant: { name: '样本甲', number: '110000198502179939', phone: '13800000000' },
  employerSees: { phone: false },
  walkMinutes: 4,
  cardExpired: false,
  slipId: randomBytes(8).toString('hex'),
  number: '0001',
  takenAt: '2026-11-21T02:26:00Z',
  clockTrusted: true,
  ...given,
});

/** The n-th thing that a visitor sends, so large: what is in it does not matter to whom keeps it. */
export const sampleSubmission = (n: number, bytes: number): NewSubmission => ({
  key: n.toString(16).padStart(32, '0'),
  subject: n.toString(16).padStart(16, '0'),
  kind: 'application',
  schema: 1,
  clockTrusted: true,
  payload: (number) => ({ number, n, filler: 'x'.repeat(bytes) }),
});

export const SAMPLE_FEED = '0'.repeat(32);

/** Puts things into a catalogue, as one page of a feed that goes on from where it stands. */
export async function putInto<K extends CatalogueKind>(
  catalogue: Catalogue,
  kind: K,
  items: readonly CatalogueItem<K>[],
  page: Partial<PagePlace> = {},
) {
  const { after, began } = await catalogue.cursor(kind);
  return catalogue.apply(
    kind,
    items.map((item) => ({ kind, id: item.id, version: item.version, item })),
    { asked: after, feed: SAMPLE_FEED, began, next: after + 1, completeAt: null, ...page },
  );
}
