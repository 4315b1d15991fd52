import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { KioskStatus } from '../../shared/ipc.ts';
import type { VisitView } from '../../shared/visit.ts';

export type OpenVisit = Extract<VisitView, { state: 'open' }>;

/** A mirror of what the main process said last. Nothing is decided here. */
export const useKioskStore = defineStore('kiosk', () => {
  const heard = shallowRef<{ readonly status: KioskStatus; readonly visit: VisitView } | null>(null);

  const hear = (news: Partial<{ readonly status: KioskStatus; readonly visit: VisitView }>) => {
    const status = news.status ?? heard.value?.status;
    const visit = news.visit ?? heard.value?.visit;
    if (status && visit) heard.value = { status, visit };
  };
  const known = () => {
    if (!heard.value) throw new Error('a screen was shown before the first news');
    return heard.value;
  };

  return {
    hear,
    ready: computed(() => heard.value !== null),
    status: computed((): KioskStatus => known().status),
    visit: computed((): VisitView => known().visit),
    /** The visit, or `null` while the kiosk waits for somebody. */
    open: computed((): OpenVisit | null => (heard.value?.visit.state === 'open' ? heard.value.visit : null)),
  };
});
