import { computed, type Ref, watch } from 'vue';
import { type PostingChip, postingChips } from '../../../../shared/domain/listing.ts';
import type { Bridge } from '../../../../shared/ipc.ts';
import type { RouteOf } from '../../../composables/use-visit.ts';
import { standing, useAnswer } from '../use-answer.ts';
import { samePlace } from '../use-layout.ts';

/** The list belongs to the route; a touch asks the main process for another route and nothing changes here before it answers. */
export function useJobs(kiosk: Bridge, route: Ref<RouteOf<'jobs'>>, pageSize: Ref<number>) {
  const go = (chips: readonly PostingChip[], page: number) =>
    void kiosk.call('visit/go', { name: 'jobs', chips: [...chips], page });

  const { view, retry } = useAnswer(kiosk, 'postings/list', () => ({
    chips: route.value.chips,
    page: route.value.page,
    pageSize: pageSize.value,
  }));
  const list = computed(() => standing(view.value));
  const pages = computed(() => Math.max(1, Math.ceil((list.value?.total ?? 0) / pageSize.value)));

  watch(pageSize, (now, before) => go(route.value.chips, samePlace(route.value.page, before, now)));
  // The list became shorter than the page one was on.
  watch(view, (asked) => {
    if (asked.state === 'answered' && asked.value.cards.length === 0 && asked.value.total > 0 && route.value.page > 0)
      go(route.value.chips, pages.value - 1);
  });

  return {
    view,
    retry,
    list,
    pages,
    toggle: (chip: PostingChip) => {
      const on = route.value.chips;
      go(on.includes(chip) ? on.filter((other) => other !== chip) : postingChips.filter((c) => c === chip || on.includes(c)), 0); // prettier-ignore
    },
    turn: (page: number) => go(route.value.chips, page),
    open: (id: string) => void kiosk.call('visit/go', { name: 'posting', id }),
  };
}

/** Where not all have room, those that are on stay in sight, then as many of the others as fit, in their usual order. */
export function chipsToShow(on: readonly PostingChip[], room: number): readonly PostingChip[] {
  const others = postingChips.filter((chip) => !on.includes(chip)).slice(0, Math.max(0, room - on.length));
  return postingChips.filter((chip) => on.includes(chip) || others.includes(chip));
}
