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

/** The texts that are too like an earlier one: each against all, exactly, by counting shared pairs. */
function tooAlike(texts: readonly string[]): string[] {
  const index = createBigramIndex();
  return texts.filter((text) => {
    const pairs = bigramsOf(text);
    const alike = index.isLikeAny(pairs, PROMISED);
    index.add(pairs);
    return alike;
  });
}

describe('descriptions', () => {
  it('share at most 60 % of their character pairs, over all twenty thousand', () => {
    expect(tooAlike(postings.map(told))).toEqual([]);
  });

  it('share no more when two thousand of them are compared one by one, without marks and spaces', () => {
    const sample = postings.filter((_, at) => at % 10 === 3).map((posting) => bigramsOf(bare(posting)));
    expect(sample).toHaveLength(2_000);
    const numbers = new Map([...new Set(sample.flatMap((pairs) => [...pairs]))].map((pair, at) => [pair, at]));
    const texts = sample.map((pairs) => pairs.map((pair) => numbers.get(pair)!));
    const seenIn = new Int32Array(numbers.size).fill(-1);
    let most = 0;
    for (const [at, pairs] of texts.entries()) {
      for (const pair of pairs) seenIn[pair] = at;
      for (let other = 0; other < at; other += 1) {
        const text = texts[other]!;
        let shared = 0;
        for (let n = 0; n < text.length; n += 1) if (seenIn[text[n]!] === at) shared += 1;
        most = Math.max(most, shared / Math.min(pairs.length, text.length));
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

describe('the index of character pairs', () => {
  it('finds the one text that is too like', () => {
    const index = createBigramIndex();
    index.add(bigramsOf('早上扫楼道，下午拖地'));
    expect(index.isLikeAny(bigramsOf('早上扫楼道，晚上歇着'), 0.6)).toBe(false);
    expect(index.isLikeAny(bigramsOf('早上扫楼道，下午歇着'), 0.6)).toBe(true);
  });
});

describe('the share of character pairs', () => {
  it('is counted over the poorer text', () => {
    expect(bigramShare(bigramsOf('早六点'), bigramsOf('早六点到十一点'))).toBe(1);
    expect(bigramShare(bigramsOf('早六点'), bigramsOf('晚六点到'))).toBe(0.5);
    expect(bigramShare(bigramsOf('早晨'), bigramsOf('傍晚'))).toBe(0);
  });
});
