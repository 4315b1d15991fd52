import { onScopeDispose, shallowRef } from 'vue';
import type { Bridge } from '../../../shared/ipc.ts';

export const dockCalls = {
  card: ['ordinary', 'expired', 'longTerm', 'rareCharacters', 'foreigner', 'hongKong', 'none'],
  reader: ['unplug', 'replug', 'damage-next', 'delay-next'],
  printer: ['empty', 'load', 'open', 'close', 'jam', 'clear-jam', 'mute', 'unmute'],
  network: ['cut', 'restore'],
} as const;

/** The same hands on the simulated devices as the tests have. */
export function useDock(kiosk: Bridge) {
  const slip = shallowRef<string | null>(null);
  const said = shallowRef<'refused' | 'no-slip' | null>(null);
  const forget = () => {
    if (slip.value) URL.revokeObjectURL(slip.value);
    slip.value = null;
  };
  onScopeDispose(forget);

  const tell = (answer: { readonly ok: boolean }) => (said.value = answer.ok ? null : 'refused');
  return {
    slip,
    said,
    card: async (what: (typeof dockCalls.card)[number]) => tell(await kiosk.call('dock/card', what)),
    reader: async (what: (typeof dockCalls.reader)[number]) => tell(await kiosk.call('dock/reader', what)),
    printer: async (what: (typeof dockCalls.printer)[number]) => tell(await kiosk.call('dock/printer', what)),
    network: async (what: (typeof dockCalls.network)[number]) => tell(await kiosk.call('dock/network', what)),
    lastSlip: async () => {
      forget();
      const answer = await kiosk.call('dock/last-slip', null);
      tell(answer);
      if (!answer.ok) return;
      if (answer.value === null) said.value = 'no-slip';
      else slip.value = URL.createObjectURL(new Blob([answer.value], { type: 'image/svg+xml' }));
    },
    status: async () => {
      await kiosk.call('visit/go', { name: 'status' });
      await kiosk.call('dock/technician', null);
    },
  };
}
