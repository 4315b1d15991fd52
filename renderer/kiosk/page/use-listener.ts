import { onScopeDispose } from 'vue';

/** A listener on the document that goes with its owner; before everybody else's, and allowed to stop the event. */
export function useListener<N extends keyof DocumentEventMap>(name: N, listener: (event: DocumentEventMap[N]) => void) {
  const options = { capture: true, passive: false };
  document.addEventListener(name, listener, options);
  onScopeDispose(() => document.removeEventListener(name, listener, options));
}
