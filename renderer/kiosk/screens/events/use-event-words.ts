import { useTranslation } from 'i18next-vue';
import { computed } from 'vue';
import type { EventView } from '../../../../shared/domain/listing.ts';
import { local } from '../../../composables/format.ts';
import { useFormat } from '../../../composables/use-format.ts';

/** What, when, where and how to come, in words. */
export function useEventWords(read: () => EventView) {
  const { t } = useTranslation();
  const { format } = useFormat();

  const view = computed(read);
  const event = computed(() => view.value.event);
  const hours = computed(() => {
    const { startsAt, endsAt } = event.value;
    const from = format.value.spoken(startsAt);
    // Over midnight or longer, the end has its own day.
    const sameDay = local(startsAt).day === local(endsAt).day;
    const to = sameDay
      ? format.value.spoken(endsAt)
      : `${format.value.shortDay(endsAt)} ${format.value.spoken(endsAt)}`;
    return t('events.fromTo', { from, to });
  });
  const way = computed(() => {
    if (view.value.walkMinutes === null) return t('events.noWay');
    const { figure, unit } = format.value.walk(view.value.walkMinutes);
    return t('events.walk', { walk: `${figure} ${unit}` });
  });
  const left = computed(() => (event.value.seats ? event.value.seats.total - event.value.seats.taken : null));
  const seats = computed(() => {
    const total = event.value.seats?.total ?? 0;
    const n = left.value ?? 0;
    return n > 0 ? t('events.seatsLeft', { total, n }) : t('events.seatsFull', { total });
  });
  const how = computed(() => {
    if (left.value === null) return t('events.comeAsYouAre');
    return left.value > 0 ? t('events.atStation') : t('events.tooLate');
  });
  return { event, hours, way, seats, how, day: computed(() => format.value.day(event.value.startsAt)) };
}
