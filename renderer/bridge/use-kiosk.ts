import { inject, type InjectionKey } from 'vue';
import type { Bridge } from '../../shared/ipc.ts';

export const kioskKey: InjectionKey<Bridge> = Symbol('kiosk');

export function useKiosk(): Bridge {
  const kiosk = inject(kioskKey);
  if (!kiosk) throw new Error('no kiosk bridge provided');
  return kiosk;
}
