import { computed, type Ref, watch } from 'vue';
import { type Asked, standing } from './use-answer.ts';
import { samePlace } from './use-layout.ts';

interface Listed {
  readonly cards: readonly unknown[];
  readonly total: number;
}

/** Pages of a list whose page number lives in the route. `turn` asks the main process for another one. */
export function usePages<T extends Listed>(
  view: Ref<Asked<T>>,
  page: () => number,
  pageSize: Ref<number>,
  turn: (page: number) => void,
) {
  const list = computed(() => standing(view.value));
  const pages = computed(() => Math.max(1, Math.ceil((list.value?.total ?? 0) / pageSize.value)));

  watch(pageSize, (now, before) => turn(samePlace(page(), before, now)));
  // The list became shorter than the page one was on.
  watch(view, (asked) => {
    if (asked.state === 'answered' && asked.value.cards.length === 0 && asked.value.total > 0 && page() > 0)
      turn(pages.value - 1);
  });
  return { list, pages, at: computed(() => Math.min(page(), pages.value - 1)) };
}
