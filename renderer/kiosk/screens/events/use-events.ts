import type { Ref } from 'vue';
import type { EventQuery } from '../../../../shared/domain/listing.ts';
import type { Bridge } from '../../../../shared/ipc.ts';
import type { RouteOf } from '../../../composables/use-visit.ts';
import { useAnswer } from '../use-answer.ts';
import { usePages } from '../use-pages.ts';

export type EventFilter = EventQuery['filter'];
export const eventFilters = ['all', 'fair', 'learn'] as const satisfies readonly EventFilter[];

export function useEvents(kiosk: Bridge, route: Ref<RouteOf<'events'>>, pageSize: Ref<number>) {
  const go = (change: Partial<Omit<RouteOf<'events'>, 'name'>>) =>
    void kiosk.call('visit/go', { ...route.value, page: 0, ...change });
  const turn = (page: number) => go({ page });

  const { view, retry } = useAnswer(kiosk, 'events/list', () => {
    const { filter, text, page } = route.value;
    return { filter, text, page, pageSize: pageSize.value };
  });

  return {
    view,
    retry,
    ...usePages(view, () => route.value.page, pageSize, turn),
    turn,
    choose: (filter: EventFilter) => go({ filter }),
    find: (text: string) => go({ text }),
    open: (id: string) => void kiosk.call('visit/go', { name: 'event', id }),
  };
}
