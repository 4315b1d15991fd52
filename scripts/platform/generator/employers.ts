import type { Posting } from '../../../shared/domain/posting.ts';
import { createRandom, seedFor, type Random } from './random.ts';
import { families } from './trades.ts';
import type { Block } from './town.ts';
import {
  firmHeads,
  firmRoles,
  givenNames,
  neighbourRoles,
  publicBodies,
  shopHeads,
  shopRoles,
  surnames,
} from './words/employers.ts';
import type { EmployerKind, FamilyWords, TradeWords } from './words/trade-words.ts';

/** `called` is what people on the spot say: 周师傅. */
export type Employer = Posting['employer'] & { contact: Posting['contact']; called: string };

const FIRMS_PER_FAMILY = 120;
const FIRMS_PER_TRADE = 40;
const SHOPS_PER_TRADE = 40;

const roles: Record<EmployerKind, readonly string[]> = {
  firm: firmRoles,
  'sole-trader': shopRoles,
  household: neighbourRoles,
};

/** 022-5550 stands for no exchange that anybody can ring. */
export const inventedPhone = (random: Random) => `022-5550 ${String(random.int(0, 9_999)).padStart(4, '0')}`;

function createEmployer(id: string, name: string, kind: EmployerKind, surname?: string): Employer {
  // Seeded by its own id: one employer keeps one voice and one telephone, whoever asks.
  const random = createRandom(seedFor(1, id));
  const family = surname ?? random.pick(surnames);
  return {
    id,
    name,
    kind,
    contact: { name: family + random.pick(givenNames), phone: inventedPhone(random) },
    called: family + random.pick(roles[kind]),
  };
}

type Draft = { name: string; surname?: string };

function draw(count: number, taken: Set<string>, next: () => Draft): Draft[] {
  const drafts: Draft[] = [];
  for (let tries = 0; drafts.length < count && tries < count * 20; tries += 1) {
    const draft = next();
    if (taken.has(draft.name)) continue;
    taken.add(draft.name);
    drafts.push(draft);
  }
  return drafts;
}

function drawShop(shops: readonly string[], random: Random): Draft {
  const shop = random.pick(shops);
  if (random.chance(0.3)) return { name: random.pick(shopHeads) + shop };
  const surname = random.pick(surnames);
  return { name: `老${surname}${shop}`, surname };
}

export type Employers = {
  pick: (kind: EmployerKind, family: FamilyWords, trade: TradeWords, block: Block, random: Random) => Employer;
  publicBody: (block: Block) => Employer;
};

export function createEmployers(seed: number): Employers {
  const random = createRandom(seedFor(seed, 'employers'));
  const taken = new Set<string>();
  // By the list that their names are drawn from: the family's, or the trade's own.
  const firms = new Map<readonly string[], Employer[]>();
  const shops = new Map<TradeWords, Employer[]>();
  function addFirms(kinds: readonly string[], count: number, id: string): void {
    const drafts = draw(count, taken, () => ({ name: random.pick(firmHeads) + random.pick(kinds) }));
    firms.set(
      kinds,
      drafts.map(({ name }, at) => createEmployer(`f-${id}-${at + 1}`, name, 'firm')),
    );
  }
  for (const family of families) {
    addFirms(family.firms, FIRMS_PER_FAMILY, family.picture);
    family.trades.forEach((trade, at) => {
      if (trade.firms) addFirms(trade.firms, FIRMS_PER_TRADE, `${family.picture}-${at + 1}`);
      const names = trade.shops;
      if (!names) return;
      const own = draw(SHOPS_PER_TRADE, taken, () => drawShop(names, random));
      const id = `s-${family.picture}-${at + 1}`;
      shops.set(
        trade,
        own.map(({ name, surname }, n) => createEmployer(`${id}-${n + 1}`, name, 'sole-trader', surname)),
      );
    });
  }
  const household = (block: Block, flat: number) =>
    createEmployer(`h-${block.id}-${flat}`, `${block.community}住户`, 'household');
  return {
    pick: (kind, family, trade, block, chance) => {
      if (kind === 'household') return household(block, chance.int(1, 60));
      return chance.pick((kind === 'firm' ? firms.get(trade.firms ?? family.firms) : shops.get(trade)) ?? []);
    },
    publicBody: (block) => {
      const body = publicBodies[block.id % publicBodies.length]!;
      return createEmployer(`c-${block.id}`, block.community + body, 'firm');
    },
  };
}
