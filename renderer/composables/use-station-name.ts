import { computed, type ComputedRef } from 'vue';
import { useKioskStore } from '../stores/kiosk.ts';

/** The station's name in the visitor's language, for KText: a line breaks only between place and 就业驿站. */
export function useStationName(): ComputedRef<string> {
  const store = useKioskStore();
  return computed(() => {
    const { name, nameEn } = store.status.station;
    return store.open?.modes.language === 'en' ? `${nameEn.place} ¦${nameEn.suffix}` : `${name.place}¦${name.suffix}`;
  });
}
