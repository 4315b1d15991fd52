import type { Ref } from 'vue';
import { type PostingChip, postingChips } from '../../../../shared/domain/listing.ts';
import type { Bridge } from '../../../../shared/ipc.ts';
import type { RouteOf } from '../../../composables/use-visit.ts';
import { useAnswer } from '../use-answer.ts';
import { usePages } from '../use-pages.ts';

const inOrder = (chosen: (chip: PostingChip) => boolean) => postingChips.filter(chosen);

/** The list belongs to the route; a touch asks the main process for another route and nothing changes here before it answers. */
export function useJobs(kiosk: Bridge, route: Ref<RouteOf<'jobs'>>, pageSize: Ref<number>) {
  const go = (chips: readonly PostingChip[], page: number) =>
    void kiosk.call('visit/go', { name: 'jobs', chips: [...chips], page });
  const turn = (page: number) => go(route.value.chips, page);

  const { view, retry } = useAnswer(kiosk, 'postings/list', () => {
    const { chips, page } = route.value;
    return { chips, page, pageSize: pageSize.value };
  });

  return {
    view,
    retry,
    ...usePages(view, () => route.value.page, pageSize, turn),
    turn,
    toggle: (chip: PostingChip) => {
      const on = route.value.chips;
      go(
        inOrder((other) => on.includes(other) !== (other === chip)),
        0,
      );
    },
    open: (id: string) => void kiosk.call('visit/go', { name: 'posting', id }),
  };
}

/** Where not all have room, those that are on come first, then as many of the `wanted` as fit, in their usual order. */
export function chipsToShow(
  on: readonly PostingChip[],
  room: number,
  wanted: readonly PostingChip[],
): readonly PostingChip[] {
  const others = wanted.filter((chip) => !on.includes(chip)).slice(0, Math.max(0, room - on.length));
  const shown = [...inOrder((chip) => on.includes(chip)), ...others].slice(0, Math.max(1, room));
  return inOrder((chip) => shown.includes(chip));
}
