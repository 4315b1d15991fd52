import type { Policy, PolicyBlock } from '../../../shared/domain/policy.ts';
import { dayAfter } from './clock.ts';
import { createRandom, seedFor, type Random } from './random.ts';
import { addressee, closings, issuers, policyWords, type PolicyWords } from './words/policies.ts';

const CLAUSE = /^（[一二三四五六七八九十]+）/;
const HEADING = /^[一二三四五六七八九十]+、/;

const numerals = '一二三四五六七八九十';
function numeral(value: number): string {
  if (value <= 10) return numerals[value - 1]!;
  return `十${numerals[value - 11]!}`;
}

function kindOf(line: string): PolicyBlock['kind'] {
  if (HEADING.test(line)) return 'heading';
  return CLAUSE.test(line) ? 'clause' : 'paragraph';
}

const spokenDay = (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

/** What documents of one issuer end with, its clauses counted on from those before. */
function closingOf(lines: readonly string[], random: Random): string[] {
  const headings = lines.filter((line) => HEADING.test(line)).length;
  const clauses = lines.filter((line) => CLAUSE.test(line)).length;
  const order = [...closings];
  const taken = [0, 1, 2, 3].map(() => order.splice(random.int(0, order.length - 1), 1)[0]!);
  return [`${numeral(headings + 1)}、有关要求`, ...taken.map((text, at) => `（${numeral(clauses + at + 1)}）${text}`)];
}

function drawPolicy(words: PolicyWords, index: number, now: Date, random: Random): Policy {
  const round = Math.floor(index / policyWords.length);
  const issuedOn = dayAfter(now, -random.int(30, 900));
  const issuer = issuers[random.chance(0.7) ? 0 : 1]!;
  const title = `${words.title}${round === 0 ? '' : `之${numeral(round + 1)}`}（样例）`;
  const own = words.body.split('\n');
  const blocks: PolicyBlock[] = [
    { kind: 'title', text: title },
    { kind: 'paragraph', text: addressee },
    {
      kind: 'paragraph',
      text: `为${words.purpose}，根据就业促进有关规定，结合实际，现就有关事项通知如下。本文件是样例，只示范公文的样子，不作办理${words.subject}的依据，办理以现行有效的文件为准。`,
    },
    ...[...own, ...closingOf(own, random)].map((text) => ({ kind: kindOf(text), text })),
    { kind: 'paragraph', text: '本通知自印发之日起施行，有效期两年。此前规定与本通知不一致的，以本通知为准。' },
    { kind: 'signature', text: issuer },
    { kind: 'signature', text: spokenDay(issuedOn) },
  ];
  return {
    id: `g${String(index + 1).padStart(3, '0')}`,
    version: 1,
    title,
    issuer,
    documentNumber: `样例人社发〔${issuedOn.slice(0, 4)}〕${random.int(1, 96)}号`,
    issuedOn,
    sample: true,
    blocks,
  };
}

/** Invented documents in the form of real ones; every title says 样例. */
export function generatePolicies(wanted: { seed: number; now: Date; policies: number }): Policy[] {
  const random = createRandom(seedFor(wanted.seed, 'policies'));
  return Array.from({ length: wanted.policies }, (_, index) =>
    drawPolicy(policyWords[index % policyWords.length]!, index, wanted.now, random),
  );
}
