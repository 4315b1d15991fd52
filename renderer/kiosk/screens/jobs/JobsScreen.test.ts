import { flushPromises } from '@vue/test-utils';
import { expect, test } from 'vitest';
import type { PostingCard, PostingPage } from '../../../../shared/domain/listing.ts';
import { fail } from '../../../../shared/failure.ts';
import type { Answer } from '../../../../shared/ipc.ts';
import { ok } from '../../../../shared/result.ts';
import { stage } from '../../../testing/stage.ts';
import JobsScreen from './JobsScreen.vue';
import { postingChips } from '../../../../shared/domain/listing.ts';
import { chipsToShow } from './use-jobs.ts';

const card = (title: string): PostingCard => ({
  id: title === '小区保洁员' ? 'a' : 'b',
  title,
  trade: 'clean',
  pay: { from: 3200, to: 3200, unit: 'month', settled: 'monthly' },
  hours: { spoken: '早 6 点到 11 点', parts: ['morning'], hoursPerDay: 5, daysPerMonth: 26 },
  meals: true,
  lodging: false,
  insurance: false,
  headcount: 5,
  filled: 2,
  confirmed: null,
  walkMinutes: 4,
});
const counts = { near: 86, 'paid-daily': 23, morning: 31, meals: 17, seated: 12, 'any-education': 64 };
const page = (title: string, more: Partial<PostingPage> = {}) =>
  ok({ cards: [card(title)], total: 86, counts, ...more });
const near = { name: 'jobs', chips: ['near'], page: 0 } as const;

test('the first line says how many, in which order and how old', async () => {
  const { said } = await stage(JobsScreen, { ...near, chips: ['near'] }, { 'postings/list': () => page('小区保洁员') });
  expect(said()).toContain('走一刻钟内有 86 个，近的在前，数据截至 09:12');
});

test('a chip is pressed: the main process is asked for the list with it, from the first page', async () => {
  const { press, key, askedOf } = await stage(
    JobsScreen,
    { ...near, chips: ['near'], page: 3 },
    { 'postings/list': () => page('小区保洁员') },
  );
  expect(key('走一刻钟').attributes('aria-pressed')).toBe('true');
  expect(key('当天结钱').attributes('aria-pressed')).toBe('false');
  await press('当天结钱');
  await press('走一刻钟');
  expect(askedOf('visit/go')).toEqual([
    { name: 'jobs', chips: ['near', 'paid-daily'], page: 0 },
    { name: 'jobs', chips: [], page: 0 },
  ]);
});

test('a card leads to its posting, a page to the next one', async () => {
  const { press, wrapper, askedOf } = await stage(
    JobsScreen,
    { ...near, chips: ['near'] },
    { 'postings/list': () => page('小区保洁员') },
  );
  await wrapper.get('.job').trigger('click');
  await press('下一页');
  expect(askedOf('visit/go')).toEqual([
    { name: 'posting', id: 'a' },
    { name: 'jobs', chips: ['near'], page: 1 },
  ]);
});

test('a slow answer for the old chips does not replace the new one', async () => {
  let late!: (answer: Answer<'postings/list'>) => void;
  const { hear, said } = await stage(
    JobsScreen,
    { ...near, chips: ['near'] },
    {
      'postings/list': ({ chips }) =>
        chips.includes('near')
          ? new Promise<Answer<'postings/list'>>((resolve) => (late = resolve))
          : page('早点铺帮厨'),
    },
  );
  await hear({ route: { name: 'jobs', chips: [], page: 0 } });
  late(page('小区保洁员'));
  await flushPromises();
  expect(said()).toContain('早点铺帮厨');
  expect(said()).not.toContain('小区保洁员');
});

test('a longer way is said in words', async () => {
  const { said } = await stage(
    JobsScreen,
    { ...near, chips: ['near'] },
    { 'postings/list': () => page('手工缝补', { total: 3, relaxedTo: 30 }) },
  );
  expect(said()).toContain('走一刻钟内没有');
  expect(said()).toContain('放宽到走半小时，有 3 个');
});

test('a failure is said in words and can be tried again', async () => {
  let first = true;
  const { said, press } = await stage(
    JobsScreen,
    { ...near, chips: ['near'] },
    {
      'postings/list': () => {
        if (!first) return page('小区保洁员');
        first = false;
        return fail('catalogue/updating');
      },
    },
  );
  expect(said()).toContain('岗位正在更新，过几分钟就能看');
  await press('再试一次');
  expect(said()).toContain('小区保洁员');
});

test('where few chips have room, those that are on are among them', () => {
  expect(chipsToShow(['seated'], 3, postingChips)).toEqual(['near', 'paid-daily', 'seated']);
  expect(chipsToShow([], 6, postingChips)).toHaveLength(6);
});
