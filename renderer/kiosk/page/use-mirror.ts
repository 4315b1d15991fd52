import { onScopeDispose, type ShallowRef } from 'vue';
import { useConnection } from '../../bridge/use-connection.ts';
import { useKiosk } from '../../bridge/use-kiosk.ts';
import { useKioskStore } from '../../stores/kiosk.ts';

/** Keeps the mirror: asks once, and again whenever the main process has been away. */
export function useMirror(): { readonly lost: ShallowRef<boolean> } {
  const kiosk = useKiosk();
  const store = useKioskStore();

  const hello = async () => {
    const answer = await kiosk.call('screen/hello', null);
    if (answer.ok) store.hear(answer.value);
  };
  const stops = [
    kiosk.on('status', (status) => store.hear({ status })),
    kiosk.on('visit', (visit) => store.hear({ visit })),
    // A fresh document: nothing of the visit before stays in this page's memory.
    kiosk.on('renew', () => window.location.reload()),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));

  const connection = useConnection(() => void hello());
  void hello();
  return connection;
}
