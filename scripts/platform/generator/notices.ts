import type { Course } from '../../../shared/domain/course.ts';
import type { Event } from '../../../shared/domain/event.ts';
import { atHour, dayAfter } from './clock.ts';
import { inventedPhone } from './employers.ts';
import { fill } from './phrase.ts';
import { createRandom, seedFor, type Random } from './random.ts';
import { drawSpot, placeAt, type Centre } from './town.ts';
import { costs, courseWords, providers, sentences } from './words/courses.ts';
import { cancelledNote, eventWords, movedNote, organisers, type EventWords } from './words/events.ts';

type Wanted = { seed: number; now: Date; station: Centre };

function some(phrases: readonly string[], count: number, random: Random, street: string): string {
  const chosen = new Set<string>();
  while (chosen.size < Math.min(count, phrases.length)) chosen.add(random.pick(phrases));
  // In the order of the list, which is the order in which one would say them.
  return phrases
    .filter((phrase) => chosen.has(phrase))
    .map((phrase) => `${fill(phrase, random, { street })}。`)
    .join('');
}

function drawSeats(totals: readonly number[], random: Random): { total: number; taken: number } {
  const total = random.pick(totals);
  return { total, taken: random.chance(0.15) ? total : random.int(0, total - 1) };
}

const MOST_SPOTS = 400;

/** A place of the town. The first ones walk twice through the districts, so that each has something. */
function drawPlace(index: number, near: boolean, station: Centre, random: Random) {
  const codes = station.areaCodes;
  const wanted = near || index >= codes.length * 2 ? undefined : codes[index % codes.length];
  for (let tries = 1; ; tries += 1) {
    const spot = drawSpot(near, random);
    const address = `${spot.block.road} ${random.int(2, 180)} 号`;
    const place = placeAt(spot, station, { address, located: true }, random);
    if (wanted === undefined || place.areaCode === wanted || tries >= MOST_SPOTS) return { spot, place };
  }
}

type When = { day: number; hour: number; length: number };

function drawWhen(words: EventWords, index: number, random: Random): When {
  if (index === 0) return { day: 1, hour: 9, length: 2.5 };
  return { day: random.int(1, 60), hour: random.pick(words.starts), length: random.pick(words.lengths) };
}

const notes: Record<Event['status'], string> = {
  planned: '',
  moved: `${movedNote}。`,
  cancelled: `${cancelledNote}。`,
};

function drawEvent(index: number, { now, station }: Wanted, random: Random): Event {
  const fairs = eventWords[0]!;
  const words = index === 0 ? fairs : random.weighted(eventWords.map((entry) => [entry, entry.weight] as const));
  const { spot, place } = drawPlace(index, index === 0 || random.chance(0.04), station, random);
  const { day, hour, length } = drawWhen(words, index, random);
  const street = spot.block.community;
  const status =
    index === 0
      ? 'planned'
      : random.weighted([
          ['planned', 94],
          ['moved', 3],
          ['cancelled', 3],
        ] as const);
  return {
    id: `e${String(index + 1).padStart(5, '0')}`,
    version: status === 'planned' ? 1 : 2,
    title: index === 0 ? '院里招聘会' : fill(random.pick(words.titles), random, { street }),
    kind: words.kind,
    startsAt: atHour(now, day, hour),
    endsAt: atHour(now, day, hour + length),
    place,
    venue: random.pick(words.venues),
    organiser: fill(random.pick(organisers), random, { street }),
    description: `${notes[status]}${some(words.sentences, random.int(3, 5), random, street)}`,
    seats: words.seats ? drawSeats(words.seats, random) : null,
    status,
  };
}

/** Fairs, talks, classes and markets of the next sixty days, in the order of their beginning. */
export function generateEvents(wanted: Wanted & { events: number }): Event[] {
  const random = createRandom(seedFor(wanted.seed, 'events'));
  const drawn = Array.from({ length: wanted.events }, (_, index) => drawEvent(index, wanted, random));
  const [first, ...rest] = drawn.toSorted(
    (a, b) => Number(b.id === 'e00001') - Number(a.id === 'e00001') || a.startsAt.localeCompare(b.startsAt),
  );
  return first ? [first, ...rest] : [];
}

function drawCourse(index: number, { now, station }: Wanted, random: Random): Course {
  const words = courseWords[index % courseWords.length]!;
  const { spot, place } = drawPlace(index, random.chance(0.15), station, random);
  const starts = random.int(2, 45);
  const lessons = random.pick(words.lessons);
  const round = Math.floor(index / courseWords.length);
  return {
    id: `c${String(index + 1).padStart(4, '0')}`,
    version: 1,
    title: `${words.title}培训${round === 0 ? '' : `（第 ${round + 1} 班）`}`,
    trade: words.trade,
    provider: random.pick(providers),
    lessons,
    startsOn: dayAfter(now, starts),
    // Four lessons a day, five days a week.
    endsOn: dayAfter(now, starts + Math.ceil(((lessons / 4) * 7) / 5)),
    place,
    seats: drawSeats([16, 20, 24, 30, 40], random),
    cost: random.pick(costs),
    description: `学${words.learns.join('；')}。${some(sentences, 4, random, spot.block.community)}问一声打 ${inventedPhone(random)}。`,
  };
}

export function generateCourses(wanted: Wanted & { courses: number }): Course[] {
  const random = createRandom(seedFor(wanted.seed, 'courses'));
  return Array.from({ length: wanted.courses }, (_, index) => drawCourse(index, wanted, random));
}
