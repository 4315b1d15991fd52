import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import I18NextVue from 'i18next-vue';
import { createPinia, setActivePinia } from 'pinia';
import { type Component, h, KeepAlive } from 'vue';
import { ok } from '../../shared/result.ts';
import type { Answer, Bridge, CallName, EventName, Input, KioskStatus, Payload } from '../../shared/ipc.ts';
import type { VisitView } from '../../shared/visit.ts';
import { kioskKey } from '../bridge/use-kiosk.ts';
import { createWords } from '../i18n/i18n.ts';
import { type OpenVisit, useKioskStore } from '../stores/kiosk.ts';

export const status = (changes: Partial<KioskStatus> = {}): KioskStatus => ({
  now: '2026-11-21T02:26:00Z',
  light: 'day',
  station: {
    name: { place: '柳荫里', suffix: '就业驿站' },
    nameEn: { place: 'Liuyinli', suffix: 'Job Station' },
    brand: '津彩e就业',
    kind: 'standard',
    phone: '022-5550 0126',
    complaints: '12333',
    hoursToday: { from: '08:30', to: '17:30' },
    openNow: true,
    duty: { name: '李敏', until: '2026-11-21T09:30:00Z' },
    printsNearBy: { name: '槐荫驿站', walkMinutes: 9, asOf: '2026-11-21T02:00:00Z' },
    languages: ['zh-CN', 'en'],
  },
  panel: { pixelsPerMillimetre: 4.0339, lowerEdgeMillimetres: 780 },
  online: true,
  offlineSince: null,
  asOf: {
    posting: '2026-11-21T01:12:00Z',
    event: '2026-11-21T01:12:00Z',
    policy: '2026-11-21T01:12:00Z',
    course: null,
  },
  sync: null,
  tiles: { jobs: 'ready', hiring: 'ready', events: 'ready', policies: 'ready' },
  headlines: { newToday: 37, nearestMinutes: 4, nextEvent: null },
  reader: 'ready',
  readerSince: '2026-11-20T23:00:00Z',
  card: 'none',
  socialCards: false,
  personCodes: false,
  away: [],
  printer: 'ready',
  printerSince: '2026-11-20T23:00:00Z',
  outbox: { usable: true, waiting: 0, setAside: 0, oldestAt: null },
  diskFull: false,
  version: '0.1.0',
  simulated: false,
  ...changes,
});

export const openVisit = (changes: Partial<OpenVisit> = {}): OpenVisit => ({
  state: 'open',
  route: { name: 'home' },
  modes: { language: 'zh-CN', elder: false, look: 'auto' },
  identified: false,
  apply: null,
  help: { state: 'idle' },
  hiring: { state: 'open' },
  warning: null,
  ...changes,
});

export interface Called {
  readonly name: CallName;
  readonly input: Input<CallName>;
}

/** A bridge that writes down what was asked and answers from `answers`, else with nothing. */
export function stubKiosk(answers: { readonly [N in CallName]?: Answer<N> } = {}) {
  const called: Called[] = [];
  const listeners = new Map<EventName, (payload: never) => void>();
  const kiosk: Bridge = {
    call: async (name, input) => {
      called.push({ name, input });
      return (answers[name] ?? ok(null)) as Answer<typeof name>;
    },
    on: (name, listener) => {
      listeners.set(name, listener);
      return () => void listeners.delete(name);
    },
  };
  const tell = <N extends EventName>(name: N, payload: Payload<N>) => listeners.get(name)?.(payload as never);
  return { kiosk, called, tell };
}

/** Shows one screen as the kiosk would. */
export async function show(
  screen: Component,
  news: { readonly status?: KioskStatus; readonly visit?: VisitView } = {},
  stub = stubKiosk(),
) {
  const pinia = createPinia();
  setActivePinia(pinia);
  const store = useKioskStore();
  const visit = news.visit ?? openVisit();
  store.hear({ status: news.status ?? status(), visit });
  const language = visit.state === 'open' ? visit.modes.language : 'zh-CN';
  const shown: VueWrapper = mount(
    { render: () => h(KeepAlive, null, { default: () => h(screen) }) },
    {
      attachTo: document.body,
      global: {
        plugins: [pinia, [I18NextVue, { i18next: createWords(language) }]],
        provide: { [kioskKey as symbol]: stub.kiosk },
      },
    },
  );
  await flushPromises();
  const press = async (label: string) => {
    const key = shown.findAll('button').find((button) => button.text().includes(label));
    if (!key) throw new Error(`no key says ${label}`);
    await key.trigger('click');
    await flushPromises();
  };
  const says = (words: string) => shown.text().replace(/\s+/g, '').includes(words.replace(/\s+/g, ''));
  return { shown, store, press, says, ...stub };
}
