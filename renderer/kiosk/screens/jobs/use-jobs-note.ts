import { useTranslation } from 'i18next-vue';
import { computed, type Ref } from 'vue';
import type { PostingChip, PostingPage } from '../../../../shared/domain/listing.ts';
import { daysBetween } from '../../../composables/format.ts';
import { useFormat } from '../../../composables/use-format.ts';
import { useKioskStore } from '../../../stores/kiosk.ts';

/** The first line: how many there are, in which order, and how old that is. */
export function useJobsNote(list: Ref<PostingPage | null>, chips: () => readonly PostingChip[], elder: () => boolean) {
  const { t } = useTranslation();
  const { format, now } = useFormat();
  const store = useKioskStore();

  const time = computed(() => {
    const at = store.status.asOf.posting;
    if (at === null) return null;
    return daysBetween(now.value, at) === 0 ? format.value.clock(at) : format.value.asOf(at, now.value);
  });
  const howMany = ({ total: n, relaxedTo }: PostingPage) => {
    if (elder()) return t('jobs.short', { n });
    if (relaxedTo !== undefined) return t('jobs.relaxed', { n });
    return chips().includes('near') ? t('jobs.near', { n }) : t('jobs.all', { n });
  };
  return computed(() => {
    // At double size the line is for the jobs, unless what stands here is old.
    if (elder() && store.status.online) return '';
    if (!list.value) return t('jobs.asking');
    const age = time.value === null ? '' : t(elder() ? 'jobs.asOfShort' : 'jobs.asOf', { time: time.value });
    return `${howMany(list.value)}¦${age}`.replace(/[，,] ?¦$/, '');
  });
}
