import { onScopeDispose, watch } from 'vue';
import { useListener } from './use-listener.ts';

/** As long as the change of screens is seen (--calm). */
const CHANGE_MS = 320;

/** A tap meant for the screen before must not press what has just come under the finger. */
export function useCalmChange(screen: () => string) {
  let changing: ReturnType<typeof setTimeout> | undefined;
  watch(screen, () => {
    clearTimeout(changing);
    changing = setTimeout(() => (changing = undefined), CHANGE_MS);
  });
  useListener('click', (event) => {
    if (changing === undefined) return;
    event.stopPropagation();
    event.preventDefault();
  });
  onScopeDispose(() => clearTimeout(changing));
}
