import { onScopeDispose } from 'vue';

/** Calls `held` when a finger has rested on the element for `ms`; shows nothing. Bind the answer with `v-on`. */
export function useLongPress(ms: number, held: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => clearTimeout(timer);
  const begin = () => {
    end();
    timer = setTimeout(held, ms);
  };
  onScopeDispose(end);
  return { pointerdown: begin, pointerup: end, pointercancel: end, pointerleave: end };
}
