import { onScopeDispose, reactive, ref, shallowRef } from 'vue';
import type { Bridge, DeviceName, DeviceReport, DeviceTest, Payload } from '../../../../shared/ipc.ts';

type Piece = Payload<'wire'>;
const KEPT_PIECES = 5;
const ORDER: readonly Piece['device'][] = ['reader', 'social-card-reader', 'scanner', 'printer', 'a4-printer'];
const placeOf = ({ device, direction, head }: Piece) => `${ORDER.indexOf(device)} ${direction} ${head}`;

/** What the technician's page asks of the devices, one trial at a time, and what goes over their wires meanwhile. */
export function useTrials(kiosk: Bridge) {
  const reports = shallowRef<readonly DeviceReport[]>([]);
  const results = reactive<Partial<Record<DeviceName, DeviceTest>>>({});
  const framings = shallowRef<readonly { framing: string; answers: boolean }[] | null>(null);
  const busy = ref<DeviceName | 'framings' | 'card' | null>(null);
  const pieces = shallowRef<readonly Piece[]>([]);

  async function look() {
    const answer = await kiosk.call('technician/devices', null);
    if (answer.ok) reports.value = answer.value;
  }
  const alone = (what: NonNullable<typeof busy.value>, work: () => Promise<void>) => async () => {
    if (busy.value) return;
    busy.value = what;
    await work().finally(() => (busy.value = null));
    await look();
  };
  const test = (device: DeviceName) =>
    alone(device, async () => {
      const answer = await kiosk.call('technician/test', { device });
      if (answer.ok) results[device] = answer.value;
    })();
  const tryFramings = alone('framings', async () => {
    const answer = await kiosk.call('technician/framings', null);
    framings.value = answer.ok ? answer.value : [];
  });
  const knowCard = alone('card', async () => {
    const answer = await kiosk.call('technician/know-card', null);
    if (answer.ok) results.reader = answer.value;
  });

  onScopeDispose(
    kiosk.on('wire', (piece) => {
      // What is said again and again stands there once, and in its place: a list that runs cannot be read.
      const others = pieces.value.filter((one) => placeOf(one) !== placeOf(piece));
      const newest = [piece, ...others].slice(0, KEPT_PIECES);
      pieces.value = newest.sort((a, b) => placeOf(a).localeCompare(placeOf(b)));
    }),
  );
  void look();
  return { reports, results, framings, busy, pieces, test, tryFramings, knowCard };
}
