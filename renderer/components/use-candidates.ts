import { computed, ref, type Ref, shallowRef, watch } from 'vue';
import type { Bridge, Input } from '../../shared/ipc.ts';

/** So many two-character words stand in a row of the board. */
const IN_A_ROW = 4;

/** Han words that sound like the letters. An answer for older letters never replaces that for newer ones. */
export function useCandidates(kiosk: Bridge, letters: Ref<string>, among: () => Input<'input/candidates'>['among']) {
  const words = shallowRef<readonly string[]>([]);
  const from = ref(0);

  watch(letters, async (now, _before, onCleanup) => {
    let stale = false;
    onCleanup(() => (stale = true));
    from.value = 0;
    if (now === '') {
      words.value = [];
      return;
    }
    const answer = await kiosk.call('input/candidates', { letters: now, among: among() });
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- onCleanup sets it while we wait
    if (!stale) words.value = answer.ok ? answer.value : [];
  });

  return {
    row: computed(() => words.value.slice(from.value, from.value + IN_A_ROW)),
    more: computed(() => words.value.length > IN_A_ROW),
    turn: () => (from.value = from.value + IN_A_ROW < words.value.length ? from.value + IN_A_ROW : 0),
  };
}
