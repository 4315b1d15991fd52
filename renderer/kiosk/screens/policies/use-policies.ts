import type { Ref } from 'vue';
import type { Bridge } from '../../../../shared/ipc.ts';
import type { RouteOf } from '../../../composables/use-visit.ts';
import { useAnswer } from '../use-answer.ts';
import { usePages } from '../use-pages.ts';

export function usePolicies(kiosk: Bridge, route: Ref<RouteOf<'policies'>>, pageSize: Ref<number>) {
  const go = (text: string, page: number) => void kiosk.call('visit/go', { name: 'policies', text, page });
  const turn = (page: number) => go(route.value.text, page);

  const { view, retry } = useAnswer(kiosk, 'policies/list', () => {
    const { text, page } = route.value;
    return { text, page, pageSize: pageSize.value };
  });

  return {
    view,
    retry,
    ...usePages(view, () => route.value.page, pageSize, turn),
    turn,
    find: (text: string) => go(text, 0),
    open: (id: string) => void kiosk.call('visit/go', { name: 'policy', id, page: 0 }),
  };
}
