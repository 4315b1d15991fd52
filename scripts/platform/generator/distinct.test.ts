import { beforeAll, describe, expect, it } from 'vitest';
import type { Posting } from '../../../shared/domain/posting.ts';
import { bigramShare, bigramsOf, createBigramIndex } from './bigrams.ts';
import { generatePostings } from './postings.ts';
import { smallTown } from './small-town.fixture.ts';

const PROMISED = 0.6;
let postings: Posting[] = [];

beforeAll(() => {
  postings = generatePostings(smallTown);
});

const told = ({ duties, conditions }: Posting) => duties + conditions;
const bare = (posting: Posting) => told(posting).replace(/[\s\p{P}]/gu, '');

/** Each text against all earlier ones, exactly: the index counts shared pairs instead of comparing texts. */
function mostAlike(texts: readonly string[]): number {
  const index = createBigramIndex();
  return texts.reduce((most, text) => {
    const pairs = bigramsOf(text);
    const share = index.likest(pairs)?.share ?? 0;
    index.add(pairs);
    return Math.max(most, share);
  }, 0);
}

describe('descriptions', () => {
  it('share at most 60 % of their character pairs, over all twenty thousand', () => {
    expect(mostAlike(postings.map(told))).toBeLessThanOrEqual(PROMISED);
  });

  it('share no more when marks and spaces are not counted', () => {
    expect(mostAlike(postings.map(bare))).toBeLessThanOrEqual(PROMISED);
  });

  it('share no more when two thousand of them are compared one by one', () => {
    const sample = postings.filter((_, at) => at % 10 === 3).map((posting) => bigramsOf(told(posting)));
    const sets = sample.map((pairs) => new Set(pairs));
    let most = 0;
    for (const [at, pairs] of sample.entries()) {
      for (let other = 0; other < at; other += 1) {
        const set = sets[other]!;
        let shared = 0;
        for (const pair of pairs) if (set.has(pair)) shared += 1;
        most = Math.max(most, shared / Math.min(pairs.length, set.size));
      }
    }
    expect(most).toBeLessThanOrEqual(PROMISED);
  });

  it('are long enough to say something and short enough to be read', () => {
    const lengths = postings.map((posting) => told(posting).length);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(75);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(260);
  });

  it('leave no hole unfilled', () => {
    expect(postings.filter((posting) => /[{}|]|undefined|。。|；；/.test(told(posting)))).toEqual([]);
  });
});

describe('the share of character pairs', () => {
  it('is counted over the poorer text', () => {
    expect(bigramShare(bigramsOf('早六点'), bigramsOf('早六点到十一点'))).toBe(1);
    expect(bigramShare(bigramsOf('早六点'), bigramsOf('晚六点到'))).toBe(0.5);
    expect(bigramShare(bigramsOf('早晨'), bigramsOf('傍晚'))).toBe(0);
  });
});
