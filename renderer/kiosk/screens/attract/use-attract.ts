import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { EventCard, PolicyCard, PostingCard } from '../../../../shared/domain/listing.ts';
import type { Bridge } from '../../../../shared/ipc.ts';
import { useKioskStore } from '../../../stores/kiosk.ts';

export type AttractPage = 'jobs' | 'events' | 'policy' | 'how';

const PAGE_MS = 9_000;
const AT_ONCE = 2;

/** The pages of the waiting screen, nine seconds each. A page with nothing to say is left out. */
export function useAttract(kiosk: Bridge) {
  const store = useKioskStore();
  const jobs = shallowRef<readonly PostingCard[]>([]);
  const events = shallowRef<readonly EventCard[]>([]);
  const policy = shallowRef<PolicyCard | null>(null);

  const fetch = async () => {
    const page = { page: 0, pageSize: AT_ONCE };
    const [near, soon, written] = await Promise.all([
      kiosk.call('postings/list', { ...page, chips: ['near'] }),
      kiosk.call('events/list', { ...page, filter: 'all', text: '' }),
      kiosk.call('policies/list', { ...page, text: '' }),
    ]);
    if (near.ok) jobs.value = near.value.cards;
    if (soon.ok) events.value = soon.value.cards;
    if (written.ok) policy.value = written.value.cards[0] ?? null;
  };
  const asOf = computed(() => Object.values(store.status.asOf).join());
  watch(asOf, fetch, { immediate: true });

  const pages = computed((): readonly AttractPage[] => [
    ...(jobs.value.length > 0 ? (['jobs'] as const) : []),
    ...(events.value.length > 0 ? (['events'] as const) : []),
    ...(policy.value ? (['policy'] as const) : []),
    'how',
  ]);
  const turned = shallowRef(0);
  const page = computed(() => pages.value[turned.value % pages.value.length]!);

  let timer: ReturnType<typeof setTimeout>;
  const turn = () => {
    timer = setTimeout(() => {
      turned.value += 1;
      turn();
    }, PAGE_MS);
  };
  turn();
  onScopeDispose(() => clearTimeout(timer));

  return { jobs, events, policy, pages, page };
}
