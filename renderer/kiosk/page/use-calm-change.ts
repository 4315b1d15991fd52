import { onScopeDispose, watch } from 'vue';
import { useListener } from './use-listener.ts';

/** As long as the change of screens is seen (--calm). */
const CHANGE_MS = 320;

/** A tap meant for the screen before must not press what has just come under the finger. */
export function useCalmChange(screen: () => string) {
  const glass = document.documentElement;
  let changing: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(changing);
    changing = undefined;
    glass.removeAttribute('data-changing');
  };
  watch(
    screen,
    () => {
      clearTimeout(changing);
      changing = setTimeout(settle, CHANGE_MS);
      glass.setAttribute('data-changing', '');
    },
    // Before the new screen can be seen: who waits for it to stand still must not look too early.
    { flush: 'sync' },
  );
  useListener('click', (event) => {
    if (changing === undefined) return;
    event.stopPropagation();
    event.preventDefault();
  });
  onScopeDispose(settle);
}
