import type { Nature, Posting, Trade } from '../../../../shared/domain/posting.ts';
import type { ShiftGroup } from '../shifts.ts';

export type EmployerKind = Posting['employer']['kind'];

/** Everything that is said of one trade. Phrases end without a full stop; holes are explained in `phrase.ts`. */
export type TradeWords = {
  titles: readonly string[];
  /** What a household calls it, where that differs. */
  homeTitles?: readonly string[];
  /** What firms of this trade are called, where they are not those of the family. */
  firms?: readonly string[];
  /** How the place looks and what one can do, where the family's words do not fit. */
  scenes?: readonly string[];
  skills?: readonly string[];
  /** How common it is, next to the others. */
  weight: number;
  natures: readonly (readonly [Nature, number])[];
  shifts: readonly ShiftGroup[];
  /** Yuan, usual range for a full month and for an hour. */
  month: readonly [number, number];
  hour: readonly [number, number];
  by: readonly (readonly [EmployerKind, number])[];
  /** What a sole trader's shop of this trade is called, after 老周. */
  shops?: readonly string[];
  /** Shares of postings that are done sitting, with meals, with a bed. */
  seated?: number;
  meals?: number;
  lodging?: number;
  education?: Posting['education'];
  tasks: readonly string[];
};

export type FamilyWords = {
  picture: Trade;
  /** What firms of this family are called, after 清和. */
  firms: readonly string[];
  /** How the place looks, what is at hand: true for every trade of the family. */
  scenes: readonly string[];
  /** The same in a household, where that differs. */
  homeScenes?: readonly string[];
  /** What one has to be able to do. */
  skills: readonly string[];
  trades: readonly TradeWords[];
};
