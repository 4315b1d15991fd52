import { useKiosk } from '../../bridge/use-kiosk.ts';
import { useKioskStore } from '../../stores/kiosk.ts';
import { useListener } from './use-listener.ts';

const AT_MOST_EVERY_MS = 1_000;

/** Tells the main process that somebody is there. The waiting screen wakes instead, and 您还在吗 has a key of its own. */
export function useSignsOfLife() {
  const kiosk = useKiosk();
  const store = useKioskStore();
  let last = -Infinity;

  const report = (event: Event) => {
    if (!store.ready || !store.open || store.open.warning || event.timeStamp - last < AT_MOST_EVERY_MS) return;
    last = event.timeStamp;
    void kiosk.call('visit/touched', null);
  };
  useListener('pointerdown', report);
  useListener('keydown', report);
}
