import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { FailureCode } from '../../../shared/failure.ts';
import type { Bridge, CallName, Input, Output } from '../../../shared/ipc.ts';

/** Under this nothing changes on the glass; then flat plaques stand there. */
const SHORT_MS = 300;
/** Past this a sentence says that it takes longer. */
const LONG_MS = 3_000;

export type Asked<T> =
  /** `last` is still true for the question before; it stands until the wait becomes noticeable. */
  | { readonly state: 'asking'; readonly wait: 'short' | 'noticed' | 'long'; readonly last: T | null }
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: 'failed'; readonly code: FailureCode };

/** Asks again whenever the question changes. An answer to an older question never overwrites a newer one. */
export function useAnswer<N extends CallName>(kiosk: Bridge, name: N, question: () => Input<N>) {
  const view = shallowRef<Asked<Output<N>>>({ state: 'asking', wait: 'short', last: null });
  const attempt = ref(0);
  let last: Output<N> | null = null;
  let timers: ReturnType<typeof setTimeout>[] = [];
  const forgetTimers = () => timers.forEach(clearTimeout);

  // By what it says: every news of the visit brings a new route object, mostly with the same question in it.
  const asking = computed(() => `${attempt.value} ${JSON.stringify(question())}`);
  watch(
    asking,
    async (_now, _before, onCleanup) => {
      let stale = false;
      onCleanup(() => {
        stale = true;
        forgetTimers();
      });

      view.value = { state: 'asking', wait: 'short', last };
      timers = [
        setTimeout(() => (view.value = { state: 'asking', wait: 'noticed', last: null }), SHORT_MS),
        setTimeout(() => (view.value = { state: 'asking', wait: 'long', last: null }), LONG_MS),
      ];
      const answer = await kiosk.call(name, question());
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- onCleanup sets it while we wait
      if (stale) return;
      forgetTimers();
      last = answer.ok ? answer.value : null;
      view.value = answer.ok
        ? { state: 'answered', value: answer.value }
        : { state: 'failed', code: answer.failure.code };
    },
    { immediate: true },
  );
  onScopeDispose(forgetTimers);

  const retry = () => {
    attempt.value += 1;
  };
  return { view, retry };
}

/** What may stand on the glass now: the answer, or the one before while the wait is short. */
export const standing = <T>(asked: Asked<T>): T | null =>
  asked.state === 'answered' ? asked.value : asked.state === 'asking' ? asked.last : null;
