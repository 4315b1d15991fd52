import { computed, type ComputedRef, shallowRef, type ShallowRef, watchEffect } from 'vue';

/**
 * The newest value that was there. A screen that is about to be replaced still stands for a moment after its part of the
 * visit has gone; it goes on showing the last thing it had.
 */
export function useLatest<T extends object>(read: () => T | null | undefined): ComputedRef<T> {
  const first = read();
  if (!first) throw new Error('this screen was shown without its part of the visit');
  const latest: ShallowRef<T> = shallowRef(first);
  watchEffect(
    () => {
      const now = read();
      if (now) latest.value = now;
    },
    { flush: 'sync' },
  );
  return computed(() => latest.value);
}
