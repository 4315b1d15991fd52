import { flushPromises } from '@vue/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { fail } from '../../../../shared/failure.ts';
import { ok } from '../../../../shared/result.ts';
import { show, status, stubKiosk } from '../../../testing/stub-kiosk.ts';
import AttractScreen from './AttractScreen.vue';

afterEach(() => vi.useRealTimers());

const policy = {
  id: 'p',
  title: '就业驿站建设标准',
  issuer: null,
  documentNumber: null,
  issuedOn: null,
  sample: false,
  excerpt: null,
};
const quiet = () =>
  stubKiosk({
    'postings/list': fail('catalogue/updating'),
    'events/list': fail('catalogue/updating'),
    'policies/list': ok({ cards: [policy], total: 1 }),
  });

test('the whole glass is one key, and it only wakes', async () => {
  const { shown, called } = await show(AttractScreen, { visit: { state: 'attract' } }, quiet());
  await shown.get('.touch').trigger('click');
  expect(called.filter(({ name }) => name.startsWith('visit/'))).toEqual([{ name: 'visit/wake', input: null }]);
  expect(shown.findAll('button')).toEqual([]);
});

test('a page with nothing to say is left out; the others take turns', async () => {
  vi.useFakeTimers();
  const { says } = await show(AttractScreen, { visit: { state: 'attract' } }, quiet());
  expect(says('就业驿站建设标准')).toBe(true);
  vi.advanceTimersByTime(9_000);
  await flushPromises();
  expect(says('头一回用？')).toBe(true);
});

test('it promises only what this machine can do now', async () => {
  const news = { visit: { state: 'attract' }, status: status({ printer: 'jam' }) } as const;
  const { says } = await show(AttractScreen, news, quiet());
  expect(says('能报名')).toBe(true);
  expect(says('能打小票')).toBe(false);
});
