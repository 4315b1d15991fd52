import { expect, test } from 'vitest';
import type { EventCard } from '../../../../shared/domain/listing.ts';
import { ok } from '../../../../shared/result.ts';
import { stage } from '../../../testing/stage.ts';
import EventsScreen from './EventsScreen.vue';

const card: EventCard = {
  id: 'e',
  title: '院里招聘会',
  kind: 'fair',
  startsAt: '2026-11-22T01:00:00Z',
  endsAt: '2026-11-22T03:30:00Z',
  venue: '大厅',
  seats: null,
  status: 'planned',
  walkMinutes: 3,
};
const show = (change: Partial<EventCard> = {}, text = '') =>
  stage(
    EventsScreen,
    { name: 'events', filter: 'all', text, page: 2 },
    {
      'events/list': () => ok({ cards: [{ ...card, ...change }], total: 24, counts: { all: 24, fair: 9, learn: 8 } }),
      'input/candidates': () => ok(['保洁']),
    },
  );

test('an event says when, how far, and how to come', async () => {
  const { said } = await show();
  expect(said().replace(/\s/g, '')).toContain('院里招聘会早9点，走3分钟不用报名');
});

test('seats that are left are said, and what has changed instead of them', async () => {
  const seats = { total: 20, taken: 14 };
  expect((await show({ seats })).said()).toContain('还有 6 个座');
  const { said } = await show({ seats, status: 'cancelled' });
  expect(said()).toContain('不办了');
  expect(said()).not.toContain('还有 6 个座');
});

test('a filter and a search begin at the first page, an event opens', async () => {
  const { press, wrapper, askedOf } = await show();
  await press('学手艺');
  await wrapper.get('.ev').trigger('click');
  await press('写几个字找');
  await press('b');
  await press('保洁');
  await wrapper.get('.last .main').trigger('click');
  expect(askedOf('visit/go')).toEqual([
    { name: 'events', filter: 'learn', text: '', page: 0 },
    { name: 'event', id: 'e' },
    { name: 'events', filter: 'all', text: '保洁', page: 0 },
  ]);
});

test('what was searched for can be given up', async () => {
  const { press, askedOf, said } = await show({}, '护理');
  expect(said()).toContain('写的是“护理”');
  await press('不找了');
  expect(askedOf('visit/go')).toEqual([{ name: 'events', filter: 'all', text: '', page: 0 }]);
});
