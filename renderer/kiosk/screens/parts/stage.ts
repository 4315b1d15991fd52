import { flushPromises, mount } from '@vue/test-utils';
import I18NextVue from 'i18next-vue';
import { createPinia, setActivePinia } from 'pinia';
import type { Component } from 'vue';
import type { Answer, Bridge, CallName, Input, KioskStatus } from '../../../../shared/ipc.ts';
import { ok } from '../../../../shared/result.ts';
import type { ApplyView, Modes, Route } from '../../../../shared/visit.ts';
import { kioskKey } from '../../../bridge/use-kiosk.ts';
import { createWords } from '../../../i18n/i18n.ts';
import { type OpenVisit, useKioskStore } from '../../../stores/kiosk.ts';

// For tests beside the screens: one screen, a bridge that answers as told, and what was asked of it.

const NOW = '2026-11-21T02:26:00Z';
const status: KioskStatus = {
  now: NOW,
  light: 'day',
  station: {
    name: { place: '柳荫里', suffix: '就业驿站' },
    nameEn: { place: 'Liuyinli', suffix: 'Job Station' },
    phone: '022-5550 0126',
    complaints: '12333',
    hoursToday: null,
    openNow: true,
    duty: null,
    printsNearBy: null,
    languages: ['zh-CN', 'en'],
  },
  panel: { pixelsPerMillimetre: 4.0339, lowerEdgeMillimetres: 780 },
  online: true,
  offlineSince: null,
  asOf: { posting: '2026-11-21T01:12:00Z', event: null, policy: null, course: null },
  sync: null,
  tiles: { jobs: 'ready', hiring: 'ready', events: 'ready', policies: 'ready' },
  headlines: { newToday: 0, nearestMinutes: null, nextEvent: null },
  reader: 'ready',
  readerSince: NOW,
  printer: 'ready',
  printerSince: NOW,
  outbox: { usable: true, waiting: 0, setAside: 0 },
  version: '0',
  simulated: false,
};

type Replies = { readonly [N in CallName]?: (input: Input<N>) => Answer<N> | Promise<Answer<N>> };

export async function stage(screen: Component, route: Route, replies: Replies = {}, apply: ApplyView | null = null) {
  const asked: (readonly [CallName, unknown])[] = [];
  const kiosk: Bridge = {
    call: async (name, input) => {
      asked.push([name, input]);
      const reply = replies[name] as
        ((value: unknown) => Answer<typeof name> | Promise<Answer<typeof name>>) | undefined;
      return reply ? reply(input) : (ok(null) as Answer<typeof name>);
    },
    on: () => () => undefined,
  };
  const pinia = createPinia();
  setActivePinia(pinia);
  const store = useKioskStore();
  const modes: Modes = { language: 'zh-CN', elder: false, look: 'auto' };
  let visit: OpenVisit = {
    state: 'open',
    route,
    modes,
    identified: apply !== null,
    apply,
    help: { state: 'idle' },
    hiring: { state: 'open' },
    warning: null,
  };
  store.hear({ status, visit });
  const wrapper = mount(screen, {
    global: {
      plugins: [pinia, [I18NextVue, { i18next: createWords() }]],
      provide: { [kioskKey as symbol]: kiosk },
    },
  });
  await flushPromises();

  const key = (label: string) => {
    const found = wrapper.findAll('button').find((button) => button.text().startsWith(label));
    if (!found) throw new Error(`no key says ${label}`);
    return found;
  };
  return {
    wrapper,
    asked,
    key,
    said: () => wrapper.text(),
    askedOf: (name: CallName) => asked.filter(([called]) => called === name).map(([, input]) => input),
    press: async (label: string) => {
      await key(label).trigger('click');
      await flushPromises();
    },
    hear: async (change: Partial<OpenVisit>) => {
      visit = { ...visit, ...change };
      store.hear({ visit });
      await flushPromises();
    },
  };
}
