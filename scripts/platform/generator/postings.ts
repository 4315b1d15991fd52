import type { Nature, Posting } from '../../../shared/domain/posting.ts';
import { bigramsOf, createBigramIndex, type BigramIndex } from './bigrams.ts';
import { DAY, dayAfter, instant, midnight } from './clock.ts';
import { describe, type Circumstances, type Description } from './describe.ts';
import { createEmployers, type Employer, type Employers } from './employers.ts';
import { drawPay } from './pay.ts';
import { createRandom, seedFor, type Random } from './random.ts';
import { drawShift, type Shift } from './shifts.ts';
import { drawSpot, placeAt, type Centre, type Spot } from './town.ts';
import { callings, families, type Calling } from './trades.ts';
import { askers, sources } from './words/employers.ts';
import { landmarks } from './words/streets.ts';
import type { EmployerKind, FamilyWords } from './words/trade-words.ts';

/** No two descriptions may share more of their character pairs; a little under what is promised, 0.6. */
const MOST_ALIKE = 0.57;
const MOST_DRAWS = 40;

const NEAR = 88;
const TODAY = 37;

type World = { now: Date; centre: Centre; employers: Employers; nearShare: number; everyToday: number; random: Random };

function drawCalling(random: Random): Calling & { nature: Nature; shift: Shift } {
  for (;;) {
    const calling = random.weighted(callings);
    const nature = random.weighted(calling.trade.natures);
    const shift = drawShift(calling.trade.shifts, nature, random);
    if (shift) return { ...calling, nature, shift };
  }
}

function drawEmployer({ employers, random }: World, { family, trade }: Calling, nature: Nature, spot: Spot): Employer {
  if (nature === 'public-welfare') return employers.publicBody(spot.block);
  const kind: EmployerKind = nature === 'internship' ? 'firm' : random.weighted(trade.by);
  return employers.pick(kind, family, trade, spot.block, random);
}

function drawHeadcount(kind: EmployerKind, nature: Nature, random: Random): number {
  if (kind === 'household') return 1;
  if (kind === 'sole-trader') return random.int(1, 2);
  return nature === 'gig' ? random.int(2, 24) : random.pick([1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 10, 15]);
}

function drawAddress(kind: EmployerKind, { block }: Spot, random: Random): string {
  // Of a household the community is said, never the door.
  if (kind === 'household') return `${block.community}院内`;
  if (kind === 'sole-trader' && random.chance(0.5)) return `${block.community} ${random.int(1, 28)} 号楼底商`;
  return `${block.road} ${random.int(2, 268)} 号`;
}

function drawEducation({ trade }: Calling, nature: Nature, random: Random): Posting['education'] {
  if (nature === 'internship')
    return random.weighted([
      ['senior', 3],
      ['college', 6],
      ['bachelor', 1],
    ]);
  if (trade.education) return random.chance(0.6) ? trade.education : 'any';
  return random.weighted([
    ['any', 88],
    ['primary', 5],
    ['junior', 7],
  ]);
}

function insured(kind: EmployerKind, nature: Nature, random: Random): boolean {
  if (nature === 'public-welfare') return true;
  if (nature !== 'full-time') return false;
  return kind === 'firm' || (kind === 'sole-trader' && random.chance(0.35));
}

function drawDates({ now, random, everyToday }: World, index: number, nature: Nature) {
  const today = midnight(now);
  const isToday = index % everyToday === everyToday - 1;
  // Offices put postings in by day; on the day itself nothing is from later than now.
  const published = isToday
    ? today + random.next() * (now.getTime() - today)
    : today - random.int(1, 13) * DAY + random.int(8 * 60, 18 * 60) * 60_000;
  const asked = Math.max(published, now.getTime() - random.next() * 6 * DAY);
  return {
    confirmed: random.chance(0.9) ? { at: instant(asked), by: random.pick(askers) } : null,
    publishedAt: instant(published),
    validThrough: dayAfter(now, nature === 'gig' ? random.int(1, 7) : random.int(1, 30)),
  };
}

/** Everything of a posting but its words. */
function drawFrame(world: World, index: number) {
  const { random, centre } = world;
  const { family, trade, nature, shift } = drawCalling(random);
  const spot = drawSpot(random.chance(world.nearShare), random);
  const employer = drawEmployer(world, { family, trade }, nature, spot);
  const { kind } = employer;
  const headcount = drawHeadcount(kind, nature, random);
  const wishes = { address: drawAddress(kind, spot, random), located: !random.chance(0.03) };
  const place = placeAt(spot, centre, wishes, random);
  const circumstances: Circumstances = {
    family,
    trade,
    nature,
    shift,
    employer,
    headcount,
    education: drawEducation({ family, trade }, nature, random),
    pay: drawPay(trade, nature, shift, random),
    meals: random.chance(trade.meals ?? 0),
    lodging: shift.group === 'live-in' || (nature === 'full-time' && random.chance(trade.lodging ?? 0)),
    insurance: insured(kind, nature, random),
    community: spot.block.community,
    landmark: place.landmarks.at(-1) ?? random.pick(landmarks),
  };
  const rest = {
    id: `p${String(index + 1).padStart(6, '0')}`,
    version: random.weighted([
      [1, 8],
      [2, 2],
      [3, 1],
    ]),
    title: random.pick((kind === 'household' ? trade.homeTitles : undefined) ?? trade.titles),
    filled: random.chance(0.55) ? 0 : random.int(0, headcount - 1),
    seated: random.chance(trade.seated ?? 0),
    source: random.pick(sources),
    ...drawDates(world, index, nature),
  };
  return { circumstances, place, rest };
}

export type PostingOptions = { seed: number; now: Date; station: Centre; postings: number };

export function generatePostings({ seed, now, station, postings }: PostingOptions): Posting[] {
  const random = createRandom(seedFor(seed, 'postings'));
  // One index for each family: texts of different families share too little to collide, and an index of all would take
  // three times as long. The tests compare all with all.
  const told = new Map<FamilyWords, BigramIndex>(families.map((family) => [family, createBigramIndex()]));
  const world: World = {
    now,
    centre: station,
    employers: createEmployers(seed),
    nearShare: Math.min(0.5, NEAR / Math.max(1, postings)),
    everyToday: Math.max(4, Math.floor(postings / TODAY)),
    random,
  };

  /** A description unlike every earlier one. */
  function tell(circumstances: Circumstances): Description {
    const family = told.get(circumstances.family)!;
    let draws = 0;
    for (;;) {
      const description = describe(circumstances, random);
      const pairs = bigramsOf(description.duties + description.conditions);
      if (!family.isLikeAny(pairs, MOST_ALIKE)) {
        family.add(pairs);
        return description;
      }
      if ((draws += 1) >= MOST_DRAWS) throw new Error(`no new words left for ${circumstances.trade.titles[0] ?? ''}`);
    }
  }

  return Array.from({ length: postings }, (_, index): Posting => {
    const { circumstances, place, rest } = drawFrame(world, index);
    const { employer, family, shift, nature, education, pay, meals, lodging, insurance, headcount } = circumstances;
    return {
      ...rest,
      trade: family.picture,
      nature,
      employer: { id: employer.id, name: employer.name, kind: employer.kind },
      headcount,
      ...tell(circumstances),
      education,
      pay,
      hours: shift.hours,
      meals,
      lodging,
      insurance,
      place,
      contact: employer.contact,
    };
  });
}
