import { inject, type InjectionKey, onScopeDispose, shallowRef } from 'vue';

/** Whether the main process is heard. Electron's bridge always is. */
export interface Connection {
  readonly onChange: (listener: (connected: boolean) => void) => () => void;
}

export const always: Connection = { onChange: () => () => undefined };

export const connectionKey: InjectionKey<Connection> = Symbol('connection');

/** A blink is not worth a sentence. */
const CALM_MS = 2_000;

/** `lost` after two seconds without the main process; `returned` is called each time it is back. */
export function useConnection(returned: () => void) {
  const connection = inject(connectionKey, always);
  const lost = shallowRef(false);
  let patience: ReturnType<typeof setTimeout> | undefined;

  const stop = connection.onChange((connected) => {
    clearTimeout(patience);
    if (connected) {
      lost.value = false;
      returned();
    } else {
      patience = setTimeout(() => (lost.value = true), CALM_MS);
    }
  });
  onScopeDispose(() => {
    clearTimeout(patience);
    stop();
  });
  return { lost };
}
