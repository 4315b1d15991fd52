import type { Nature, Pay, Posting } from '../../../shared/domain/posting.ts';
import { spokenTime } from './clock.ts';
import type { Employer } from './employers.ts';
import { fill, type Facts } from './phrase.ts';
import type { Random } from './random.ts';
import type { Shift } from './shifts.ts';
import type { Calling } from './trades.ts';
import { anySchooling, inFirms, manners, papers, people, terms, times } from './words/common.ts';

export type Circumstances = Calling & {
  nature: Nature;
  shift: Shift;
  pay: Pay;
  employer: Employer;
  meals: boolean;
  lodging: boolean;
  insurance: boolean;
  headcount: number;
  education: Posting['education'];
  community: string;
  landmark: string;
};

export type Description = { duties: string; conditions: string };

function factsOf({ shift, employer, headcount, community, landmark }: Circumstances, random: Random): Facts {
  const middle = Math.round(shift.from + (shift.to - shift.from) / 2);
  return {
    street: community,
    boss: employer.called,
    mark: landmark,
    start: spokenTime(shift.from),
    mid: spokenTime(middle),
    end: spokenTime(shift.to),
    days: String(shift.hours.daysPerMonth),
    off: String(30 - shift.hours.daysPerMonth),
    size: String(headcount + random.int(2, 9)),
  };
}

function timePhrases({ nature, shift }: Circumstances): readonly string[] {
  const long = shift.hours.hoursPerDay > 5;
  const day = shift.group === 'rotating' ? times.rotating : shift.group === 'live-in' ? [] : times.single;
  return [
    ...day,
    ...(long && shift.group !== 'rotating' && shift.group !== 'live-in' ? times.long : []),
    ...(shift.group === 'night' ? times.night : []),
    ...(nature === 'gig' ? times.gig : times.monthly),
    ...(nature === 'gig' || nature === 'part-time' ? [] : times.fullTime),
  ];
}

function termPhrases({ pay, meals, lodging, insurance, nature, employer }: Circumstances): readonly string[] {
  return [
    ...terms[pay.settled],
    ...(meals ? terms.meals : []),
    ...(lodging ? terms.lodging : []),
    ...(insurance ? terms.insurance : []),
    ...(nature === 'gig' && employer.kind === 'firm' ? terms.cover : []),
  ];
}

function scenePhrases({ family, trade, employer }: Circumstances): readonly string[] {
  const home = employer.kind === 'household' ? family.homeScenes : undefined;
  return trade.scenes ?? home ?? family.scenes;
}

function mannerPhrases({ education, employer }: Circumstances): readonly string[] {
  return [...manners, ...(education === 'any' ? anySchooling : []), ...(employer.kind === 'firm' ? inFirms : [])];
}

const hourWords: readonly (readonly [RegExp, readonly string[]])[] = [
  [/夜里|半夜|晚上/, ['evening', 'night']],
  [/早上|早 \d/, ['morning']],
  [/下午/, ['afternoon']],
  [/中午/, ['noon']],
];

/** Nobody sweeps at night in a posting that ends at noon. */
function happensIn({ from, to, hours }: Shift, sentence: string): boolean {
  const parts: readonly string[] = from <= 12 && to >= 13 ? [...hours.parts, 'noon'] : hours.parts;
  return hourWords.every(([words, wanted]) => !words.test(sentence) || wanted.some((part) => parts.includes(part)));
}

/** So many different sentences of a list that fit the hours. */
function drawFitting(
  phrases: readonly string[],
  count: number,
  shift: Shift,
  say: (phrase: string) => string,
  random: Random,
): string[] {
  const found = new Map<string, string>();
  for (let tries = 0; found.size < count && tries < 60; tries += 1) {
    const phrase = random.pick(phrases);
    const sentence = say(phrase);
    if (happensIn(shift, sentence)) found.set(phrase, sentence);
  }
  return [...found.values()];
}

/** A space between figure and Han, as the posting's reader sees it everywhere else. */
const spaced = (text: string) => text.replace(/(?<=[㐀-鿿])(?=\d)|(?<=\d)(?=[㐀-鿿])/g, ' ');

/** What is done and what is asked, put together from what is true of this posting. */
export function describe(of: Circumstances, random: Random): Description {
  const facts = factsOf(of, random);
  const say = (phrase: string) => fill(phrase, random, facts);
  const sayOne = (phrases: readonly string[]) => say(random.pick(phrases));
  const [first = '', second = '', third = ''] = drawFitting(of.trade.tasks, 3, of.shift, say, random);
  const around = random.weighted([
    [['scene', 'time'], 4],
    [['scene', 'people'], 3],
    [['time', 'people'], 3],
  ] as const);
  const aspects = {
    scene: () => drawFitting(scenePhrases(of), 1, of.shift, say, random).join(''),
    time: () => sayOne(timePhrases(of)),
    people: () => sayOne(people[of.employer.kind]),
  };
  const last = random.chance(0.5) ? sayOne(termPhrases(of)) : sayOne(papers);
  const joint = random.chance(0.5) ? '；' : '。';
  return {
    duties: spaced(`${first}${joint}${second}。${third}。${around.map((aspect) => `${aspects[aspect]()}。`).join('')}`),
    conditions: spaced(`${sayOne(of.trade.skills ?? of.family.skills)}。${sayOne(mannerPhrases(of))}。${last}。`),
  };
}
