import type { Input } from 'electron';
import type { Codec } from './codec.ts';
import type { BridgeEnd } from './page-bridge.ts';

/** What the preload's world tells main. */
export type Report =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'notify'; readonly event: string; readonly detail: Record<string, unknown> }
  | { readonly kind: 'preload-error'; readonly message: string };

/** What main tells the preload's world. */
export type Delivery =
  | { readonly kind: 'result'; readonly id: number; readonly value: string }
  | { readonly kind: 'error'; readonly id: number; readonly message: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: string };

/** What the preload's world asks main, standing still until the answer is there. */
export type Question =
  | { readonly ask: 'key'; readonly input: Input }
  | { readonly ask: 'open'; readonly url: string; readonly frameName: string; readonly features: string };

/** The page's own world: the exposed API and `window.open`. Injected as text. */
export function mainWorld(bridge: BridgeEnd): void {
  const { defineProperty, freeze, isFrozen, hasOwn } = Object;
  const { ownKeys, get, apply } = Reflect;
  const openWindow = window.open.bind(window);
  const absolute = (url: string): string => new URL(url, document.baseURI).href;

  const deepFreeze = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (ArrayBuffer.isView(value) || isFrozen(value)) return;
    freeze(value);
    for (const key of ownKeys(value)) deepFreeze(get(value, key));
  };
  bridge.serve('expose', (key, api) => {
    if (hasOwn(window, key as string))
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    deepFreeze(api);
    defineProperty(window, key as string, { value: api, enumerable: true });
  });
  window.open = (...args) => {
    const [url = '', frameName = '', features = ''] = args;
    const allowed = bridge.call('open', url === '' ? 'about:blank' : absolute(String(url)), frameName, features);
    return allowed === true ? apply(openWindow, window, args) : null;
  };
}

/** The preload's world: contextBridge, ipcRenderer, and the eyes of main in the page. Injected as text. */
export function preloadWorld(
  bridge: BridgeEnd,
  codec: Codec,
  bindingName: string,
  preload: (
    require: (name: string) => unknown,
    module: { exports: unknown },
    exports: unknown,
    process: unknown,
  ) => void,
): void {
  type Receiver = (event: { sender: unknown; ports: [] }, ...args: unknown[]) => void;
  const report = (message: Report): void => {
    const binding = Reflect.get(globalThis, bindingName) as (text: string) => void;
    binding(JSON.stringify({ ...message, url: location.href }));
  };
  /** Stops at a breakpoint where main reads the question and writes the answer: a door that no CSP closes. */
  const askMain = (question: Question): unknown => {
    const standIn = { question: JSON.stringify(question), answer: 'null' };
    debugger;
    return JSON.parse(standIn.answer);
  };

  bridge.serve('open', (url, frameName, features) =>
    askMain({ ask: 'open', url: String(url), frameName: String(frameName), features: String(features) }),
  );
  const onKey = (event: KeyboardEvent): void => {
    const {
      key,
      code,
      isComposing,
      shiftKey: shift,
      ctrlKey: control,
      altKey: alt,
      metaKey: meta,
      location: place,
    } = event;
    const held = { shift, control, alt, meta, isautorepeat: event.repeat };
    const modifiers = Object.entries(held).flatMap(([name, isHeld]) => (isHeld ? name : []));
    const type = event.type === 'keydown' ? 'keyDown' : 'keyUp';
    const input = {
      type,
      key,
      code,
      isAutoRepeat: event.repeat,
      isComposing,
      shift,
      control,
      alt,
      meta,
      location: place,
      modifiers,
    };
    if (askMain({ ask: 'key', input }) !== true) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('keyup', onKey, true);
  window.addEventListener('contextmenu', ({ clientX: x, clientY: y, defaultPrevented }) => {
    if (!defaultPrevented) report({ kind: 'notify', event: 'context-menu', detail: { x, y } });
  });
  const onWheel = ({ ctrlKey, deltaY }: WheelEvent): void => {
    if (ctrlKey) report({ kind: 'notify', event: 'zoom-changed', detail: { direction: deltaY < 0 ? 'in' : 'out' } });
  };
  window.addEventListener('wheel', onWheel, { passive: true });
  if (window.top !== window) return;

  const calls = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void; channel: string }
  >();
  const receivers = new Map<string, { listener: Receiver; once: boolean }[]>();
  let lastCall = 0;
  const guard = (name: string, members: object): object =>
    new Proxy(members, {
      get: (target, member): unknown => {
        if (typeof member === 'symbol' || member in target || member === 'then') return Reflect.get(target, member);
        throw new Error(`The Electron stand-in has no ${name}.${member}`);
      },
    });
  const receive = (channel: string, listener: Receiver, once: boolean): unknown => {
    receivers.set(channel, [...(receivers.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const off = (channel: string, listener: Receiver): unknown => {
    const left = [...(receivers.get(channel) ?? [])];
    const at = left.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) left.splice(at, 1);
    receivers.set(channel, left);
    return ipcRenderer;
  };
  const ipcRenderer = guard('ipcRenderer', {
    // `async`, so that what cannot be cloned rejects, as in Electron, while `send` throws.
    invoke: async (channel: string, ...args: unknown[]) => {
      const encoded = codec.encode(args);
      return new Promise((resolve, reject) => {
        calls.set(++lastCall, { resolve, reject, channel });
        report({ kind: 'invoke', id: lastCall, channel, args: encoded });
      });
    },
    send: (channel: string, ...args: unknown[]) => report({ kind: 'send', channel, args: codec.encode(args) }),
    on: (channel: string, listener: Receiver) => receive(channel, listener, false),
    once: (channel: string, listener: Receiver) => receive(channel, listener, true),
    off,
  });
  const contextBridge = guard('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => void bridge.call('expose', key, api),
  });

  const deliver = (text: string): void => {
    const delivery = JSON.parse(text) as Delivery;
    if (delivery.kind === 'message') {
      const args = codec.decode(delivery.args) as unknown[];
      for (const { listener, once } of receivers.get(delivery.channel) ?? []) {
        if (once) off(delivery.channel, listener);
        // A listener's error is reported by the page, and the next listener still hears.
        queueMicrotask(() => listener({ sender: ipcRenderer, ports: [] }, ...args));
      }
      return;
    }
    const call = calls.get(delivery.id);
    calls.delete(delivery.id);
    if (delivery.kind === 'result') call?.resolve(codec.decode(delivery.value));
    else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${delivery.message}`));
  };
  Object.defineProperty(globalThis, 'standInDeliver', { value: deliver });

  const electron = guard('electron (in the preload)', { contextBridge, ipcRenderer });
  const require = (name: string): unknown => {
    if (/^electron(\/(renderer|common))?$/.test(name)) return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  const process = {
    platform: 'linux',
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    env: {},
  };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    console.error('Unable to load preload script', error);
    report({ kind: 'preload-error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
