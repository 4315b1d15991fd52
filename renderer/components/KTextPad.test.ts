import { flushPromises, mount } from '@vue/test-utils';
import I18NextVue from 'i18next-vue';
import { expect, test, vi } from 'vitest';
import { ok } from '../../shared/result.ts';
import { kioskKey } from '../bridge/use-kiosk.ts';
import { createWords } from '../i18n/i18n.ts';
import KTextPad from './KTextPad.vue';

function open(call: (name: string, input: { letters: string }) => unknown) {
  const pad = mount(KTextPad, {
    props: { among: 'events', initial: '', find: '找' },
    global: {
      plugins: [[I18NextVue, { i18next: createWords() }]],
      provide: { [kioskKey as symbol]: { call, on: () => () => undefined } },
    },
  });
  const press = async (label: string) => {
    const key = () => pad.findAll('button').find((button) => button.text() === label)!;
    // A key may wait for the words that were asked for.
    await vi.waitFor(() => expect(key().attributes('disabled')).toBeUndefined());
    await key().trigger('click');
    await flushPromises();
  };
  return { pad, press };
}

test('letters propose, a touch decides, two characters can be found', async () => {
  const call = vi.fn(async () => ok(['保洁', '报酬']));
  const { pad, press } = open(call);
  await press('b');
  await press('j');
  expect(call).toHaveBeenLastCalledWith('input/candidates', { letters: 'bj', among: 'events' });
  expect(pad.get('.last .main').attributes('disabled')).toBeDefined();
  await press('保洁');
  await press('找');
  expect(pad.emitted('done')).toEqual([['保洁']]);
});

test('words for older letters never replace those for newer ones', async () => {
  const late: ((answer: unknown) => void)[] = [];
  const { pad, press } = open((_name, { letters }) =>
    letters === 'b' ? new Promise((resolve) => late.push(resolve)) : Promise.resolve(ok(['保洁'])),
  );
  await press('b');
  await press('j');
  late[0]!(ok(['不']));
  await flushPromises();
  expect(pad.get('.cands').text()).toBe('保洁');
});

test('delete takes letters first, then characters; clear takes all', async () => {
  const { pad, press } = open(async () => ok(['保洁']));
  await press('b');
  await press('保洁');
  await press('j');
  const del = pad.get('.del');
  await del.trigger('click');
  expect(pad.get('[role=textbox]').text()).toBe('保洁');
  await del.trigger('click');
  expect(pad.get('[role=textbox]').text()).toBe('保');
  await press('清空');
  expect(pad.get('[role=textbox]').text()).toBe('');
});
