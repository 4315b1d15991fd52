import { beforeAll, describe, expect, it } from 'vitest';
import { natures, Posting, trades } from '../../../shared/domain/posting.ts';
import { dayOf } from './clock.ts';
import { LEAST_HOUR, LEAST_MONTH } from './pay.ts';
import { generatePostings } from './postings.ts';
import { smallTown } from './small-town.fixture.ts';
import { callings } from './trades.ts';

const { now, station } = smallTown;
let postings: Posting[] = [];

beforeAll(() => {
  postings = generatePostings(smallTown);
});

/** Minutes on foot: streets are 1.3 times as long as the straight line, 70 metres a minute. */
function minutesTo({ place: { coordinates } }: Posting): number {
  if (!coordinates) return Infinity;
  const north = (coordinates.latitude - station.latitude) * 111_320;
  const east = (coordinates.longitude - station.longitude) * 111_320 * Math.cos((station.latitude * Math.PI) / 180);
  return Math.ceil((Math.hypot(north, east) * 1.3) / 70);
}

const share = (holds: (posting: Posting) => boolean) => postings.filter(holds).length / postings.length;
const different = (of: (posting: Posting) => string) => new Set(postings.map(of));

describe('what the town offers', () => {
  it('is twenty thousand postings that the contract accepts, each with its own id', () => {
    const refused = postings.map((posting) => Posting.safeParse(posting)).filter(({ success }) => !success);
    expect(refused).toEqual([]);
    expect(different(({ id }) => id).size).toBe(20_000);
  });

  it('knows at least 44 trades, all pictures, all natures, all ways of paying', () => {
    const offered = different(({ title }) => title);
    expect(
      callings.filter(([{ trade }]) => trade.titles.some((title) => offered.has(title))).length,
    ).toBeGreaterThanOrEqual(44);
    expect([...different(({ trade }) => trade)].sort()).toEqual([...trades].sort());
    for (const nature of natures) expect(share((posting) => posting.nature === nature)).toBeGreaterThan(0.015);
    expect([...different(({ pay }) => pay.unit)].sort()).toEqual(['day', 'hour', 'month']);
    expect([...different(({ pay }) => pay.settled)].sort()).toEqual(['daily', 'monthly', 'weekly']);
    expect([...different(({ employer }) => employer.kind)].sort()).toEqual(['firm', 'household', 'sole-trader']);
  });

  it('has work by night, work on a chair, meals and beds', () => {
    expect(share(({ hours }) => hours.parts.includes('night'))).toBeGreaterThan(0.02);
    expect(share(({ seated }) => seated)).toBeGreaterThan(0.1);
    expect(share(({ meals }) => meals)).toBeGreaterThan(0.2);
    expect(share(({ lodging }) => lodging)).toBeGreaterThan(0.05);
  });

  it('comes from at least 1,500 employers, with telephones that nobody has', () => {
    expect(different(({ employer }) => employer.name).size).toBeGreaterThanOrEqual(1_500);
    expect(postings.filter(({ contact }) => !/^022-5550 \d{4}$/.test(contact.phone))).toEqual([]);
  });

  it('lies around the station: some dozens within a quarter of an hour, few without a point', () => {
    const near = postings.filter((posting) => minutesTo(posting) <= 15).length;
    expect(near).toBeGreaterThanOrEqual(60);
    expect(near).toBeLessThanOrEqual(120);
    expect(share(({ place }) => place.coordinates === null)).toBeCloseTo(0.03, 2);
    const farthest = Math.max(...postings.map(minutesTo).filter(Number.isFinite));
    expect(farthest).toBeLessThanOrEqual(Math.ceil((12_000 * 1.3) / 70) + 1);
    expect([...different(({ place }) => place.areaCode)].sort()).toEqual([...station.areaCodes].sort());
  });

  it('was published in the last fortnight, some today, and is still to be had', () => {
    const today = dayOf(now);
    const published = postings.map(({ publishedAt }) => new Date(publishedAt));
    expect(published.filter((at) => at > now || now.getTime() - at.getTime() > 14 * 86_400_000)).toEqual([]);
    expect(published.filter((at) => dayOf(at) === today).length).toBe(37);
    expect(postings.filter(({ validThrough }) => validThrough <= today)).toEqual([]);
    expect(
      postings.filter(({ confirmed: c, publishedAt }) => c && (c.at < publishedAt || new Date(c.at) > now)),
    ).toEqual([]);
    expect(share(({ confirmed }) => confirmed !== null)).toBeGreaterThan(0.8);
  });

  it('always has a place left', () => {
    expect(postings.filter(({ filled, headcount }) => filled >= headcount)).toEqual([]);
  });
});

describe('what the law asks of a posting', () => {
  const forbidden =
    /[男女岁婚孕]|户籍|户口|本地人|民族|[汉回满]族|宗教|信仰|押金|保证金|服装费|培训费|扣证|乙肝|病原|传染|残疾|急聘|急招|高薪|保录|包就业|内推|试用|加班|微信|扣钱的|优先录/;

  it('says nothing that is forbidden', () => {
    const bad = postings.filter((posting) =>
      forbidden.test(posting.title + posting.duties + posting.conditions + posting.employer.name),
    );
    expect(bad.slice(0, 3)).toEqual([]);
  });

  it('keeps to the hours of the law, with four weeks in a month', () => {
    const tooLong = postings.filter(({ nature, hours: { hoursPerDay: day, daysPerMonth } }) => {
      const week = (day * daysPerMonth) / 4;
      return nature === 'part-time' ? day > 4 || week > 24 : day > 8 || week > 44;
    });
    expect(tooLong).toEqual([]);
  });

  it('pays above the least, and part-time work within a fortnight', () => {
    const least = { hour: () => LEAST_HOUR, day: (hours: number) => LEAST_HOUR * hours, month: () => LEAST_MONTH };
    expect(postings.filter(({ pay, hours }) => pay.from < least[pay.unit](hours.hoursPerDay))).toEqual([]);
    expect(postings.filter(({ nature, pay }) => nature === 'part-time' && pay.settled === 'monthly')).toEqual([]);
  });

  it('never names the door of a household', () => {
    const households = postings.filter(({ employer }) => employer.kind === 'household');
    expect(households.filter(({ place }) => /\d/.test(place.address))).toEqual([]);
  });
});

describe('the same seed and instant', () => {
  it('tell the same story to the byte, another seed another one', () => {
    const few = { ...smallTown, postings: 400 };
    expect(JSON.stringify(generatePostings(few))).toBe(JSON.stringify(generatePostings(few)));
    expect(JSON.stringify(generatePostings(few))).not.toBe(JSON.stringify(generatePostings({ ...few, seed: 2 })));
  });
});
