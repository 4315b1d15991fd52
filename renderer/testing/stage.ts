import { flushPromises } from '@vue/test-utils';
import type { Component } from 'vue';
import type { Answer, Bridge, CallName, Input } from '../../shared/ipc.ts';
import { ok } from '../../shared/result.ts';
import type { ApplyView, Route } from '../../shared/visit.ts';
import type { OpenVisit } from '../stores/kiosk.ts';
import { type Called, openVisit, show } from './stub-kiosk.ts';

type Replies = { readonly [N in CallName]?: (input: Input<N>) => Answer<N> | Promise<Answer<N>> };

/** One screen at a route, a bridge that answers each question as told, and what was asked of it. */
export async function stage(screen: Component, route: Route, replies: Replies = {}, apply: ApplyView | null = null) {
  const called: Called[] = [];
  const kiosk: Bridge = {
    call: async (name, input) => {
      called.push({ name, input });
      const reply = replies[name] as
        ((asked: unknown) => Answer<typeof name> | Promise<Answer<typeof name>>) | undefined;
      return reply ? reply(input) : (ok(null) as Answer<typeof name>);
    },
    on: () => () => undefined,
  };
  let visit = openVisit({ route, apply, identified: apply !== null });
  const { shown, store } = await show(screen, { visit }, { kiosk, called, tell: () => undefined });

  const key = (label: string) => {
    const found = shown.findAll('button').find((button) => button.text().startsWith(label));
    if (!found) throw new Error(`no key says ${label}`);
    return found;
  };
  return {
    wrapper: shown,
    called,
    key,
    said: () => shown.text(),
    askedOf: (name: CallName) => called.filter((one) => one.name === name).map(({ input }) => input),
    press: async (label: string) => {
      await key(label).trigger('click');
      await flushPromises();
    },
    /** The main process tells that the visit has moved on. */
    hear: async (changes: Partial<OpenVisit>) => {
      visit = { ...visit, ...changes };
      store.hear({ visit });
      await flushPromises();
    },
  };
}
