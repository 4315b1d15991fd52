import { computed, type ComputedRef } from 'vue';
import type { ApplyView, HelpView, HiringView, Route } from '../../shared/visit.ts';
import { type OpenVisit, useKioskStore } from '../stores/kiosk.ts';
import { useLatest } from './use-latest.ts';

export type RouteOf<N extends Route['name']> = Extract<Route, { name: N }>;

/** The route of this screen, e.g. `useRoute('posting').value.id`. */
export function useRoute<N extends Route['name']>(name: N): ComputedRef<RouteOf<N>> {
  const store = useKioskStore();
  return useLatest(() => {
    const route = store.open?.route;
    return route?.name === name ? (route as RouteOf<N>) : null;
  });
}

export function useVisit(): ComputedRef<OpenVisit> {
  const store = useKioskStore();
  return useLatest(() => store.open);
}

export function useApply(): ComputedRef<ApplyView> {
  const store = useKioskStore();
  return useLatest(() => store.open?.apply);
}

export function useHelp(): ComputedRef<HelpView> {
  const visit = useVisit();
  return computed(() => visit.value.help);
}

export function useHiring(): ComputedRef<HiringView> {
  const visit = useVisit();
  return computed(() => visit.value.hiring);
}
