import { care } from './words/care.ts';
import { clean } from './words/clean.ts';
import { cook } from './words/cook.ts';
import { factory } from './words/factory.ts';
import { fix } from './words/fix.ts';
import { guard } from './words/guard.ts';
import { other } from './words/other.ts';
import { sell } from './words/sell.ts';
import type { FamilyWords, TradeWords } from './words/trade-words.ts';
import { truck } from './words/truck.ts';

export const families: readonly FamilyWords[] = [clean, cook, guard, care, truck, factory, sell, fix, other];

export type Calling = { family: FamilyWords; trade: TradeWords };

export const callings: readonly (readonly [Calling, number])[] = families.flatMap((family) =>
  family.trades.map((trade): readonly [Calling, number] => [{ family, trade }, trade.weight]),
);
