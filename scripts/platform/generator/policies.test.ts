import { describe, expect, it } from 'vitest';
import { Policy } from '../../../shared/domain/policy.ts';
import { generatePolicies } from './policies.ts';
import { smallTown } from './small-town.fixture.ts';

const policies = generatePolicies(smallTown);

const textsOf = (policy: Policy, kind: Policy['blocks'][number]['kind']) =>
  policy.blocks.filter((block) => block.kind === kind).map(({ text }) => text);

describe('sample policies', () => {
  it('are at least twelve that the contract accepts, all different', () => {
    expect(policies.map((policy) => Policy.safeParse(policy)).filter(({ success }) => !success)).toEqual([]);
    expect(new Set(policies.map(({ title }) => title)).size).toBeGreaterThanOrEqual(12);
  });

  it('say in title, number and text that they are samples', () => {
    for (const policy of policies) {
      expect(policy).toMatchObject({ sample: true, title: expect.stringMatching(/（样例）$/) as string });
      expect(policy.issuer).toContain('样例');
      expect(policy.documentNumber).toContain('样例');
      expect(textsOf(policy, 'paragraph').join('')).toContain('本文件是样例');
    }
  });

  it('have the form of real ones, in 900 to 2500 characters', () => {
    for (const policy of policies) {
      const length = policy.blocks.reduce((sum, { text }) => sum + text.length, 0);
      expect(length, policy.title).toBeGreaterThanOrEqual(900);
      expect(length, policy.title).toBeLessThanOrEqual(2_500);
      expect(policy.blocks[0]).toEqual({ kind: 'title', text: policy.title });
      expect(textsOf(policy, 'heading').length).toBeGreaterThanOrEqual(4);
      expect(textsOf(policy, 'signature')).toHaveLength(2);
    }
  });

  it('count their headings and clauses through', () => {
    const numerals = [
      '一',
      '二',
      '三',
      '四',
      '五',
      '六',
      '七',
      '八',
      '九',
      '十',
      '十一',
      '十二',
      '十三',
      '十四',
      '十五',
    ];
    for (const policy of policies) {
      const numbers = textsOf(policy, 'clause').map((text) => /^（(.+?)）/.exec(text)?.[1]);
      expect(numbers, policy.title).toEqual(numerals.slice(0, numbers.length));
    }
  });
});
