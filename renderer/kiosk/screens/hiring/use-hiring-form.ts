import { useTranslation } from 'i18next-vue';
import { computed, ref, shallowRef } from 'vue';
import type { Bridge, Input } from '../../../../shared/ipc.ts';

export type EmployerKind = Input<'hiring/ask'>['kind'];

/** 11 digits of a mobile, 10 to 12 of a line with its area code; the main process has the last word. */
const SHORTEST_PHONE = 10;
export const LONGEST_PHONE = 12;

export function useHiringForm(kiosk: Bridge) {
  const { t } = useTranslation();
  const kind = shallowRef<EmployerKind | null>(null);
  const phone = ref('');

  return {
    kind,
    phone,
    kinds: computed((): readonly { readonly kind: EmployerKind; readonly label: string }[] => [
      { kind: 'firm', label: t('hiring.firm') },
      { kind: 'sole-trader', label: t('hiring.soleTrader') },
      { kind: 'household', label: t('hiring.household') },
    ]),
    complete: computed(() => kind.value !== null && phone.value.length >= SHORTEST_PHONE),
    ask: () => {
      if (kind.value) void kiosk.call('hiring/ask', { phone: phone.value, kind: kind.value });
    },
  };
}
