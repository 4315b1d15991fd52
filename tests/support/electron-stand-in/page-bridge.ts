import type { Codec, References } from './codec.ts';

type AnyFunction = (...args: unknown[]) => unknown;

export interface BridgeEnd {
  /** Calls what the other world serves under that name, at once: values, errors and callbacks come back as by a call. */
  call(name: string | number, ...args: unknown[]): unknown;
  serve(name: string, handler: AnyFunction): void;
}

/**
 * One end of `contextBridge`. The page's world and the preload's share the document but no object, so they talk by
 * DOM events with text as detail, whose dispatch is synchronous. Injected as text: nothing from outside its body.
 */
export function joinWorlds(
  createCodec: (references: References) => Codec,
  outgoing: string,
  incoming: string,
): BridgeEnd {
  const { parse, stringify } = JSON;
  const NewEvent = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const served = new Map<string | number, AnyFunction>();
  const proxies = new WeakMap<object, number>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  let lastId = 0;
  let answer = '';

  const post = (event: string, detail: string): void => {
    dispatch(new NewEvent(event, { detail }));
  };
  const call = (name: string | number, ...args: unknown[]): unknown => {
    answer = '';
    post(outgoing, stringify({ name, args: codec.encode(args) }));
    if (answer === '') throw new Error('The other world is gone');
    const { ok, value } = parse(answer) as { ok: boolean; value: string };
    if (!ok) throw new Error(value);
    return codec.decode(value);
  };

  const codec = createCodec({
    encodeFunction: (value) => {
      const theirs = proxies.get(value);
      if (theirs !== undefined) return ['yours', theirs];
      served.set(++lastId, value);
      return ['function', lastId];
    },
    encodePromise: (value) => {
      const id = ++lastId;
      value
        .then((result) => call('settle', id, true, result))
        .catch((error: unknown) => call('settle', id, false, error));
      return ['promise', id];
    },
    decode: (tag, id) => {
      if (tag === 'yours') return served.get(id);
      if (tag === 'promise') return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
      const proxy: AnyFunction = (...args) => call(id, ...args);
      proxies.set(proxy, id);
      return proxy;
    },
  });
  served.set('settle', (id, ok, value) => {
    const promise = promises.get(id as number);
    promises.delete(id as number);
    if (ok === true) promise?.resolve(value);
    else promise?.reject(value);
  });

  const perform = (text: string): { ok: boolean; value: string } => {
    try {
      const { name, args } = parse(text) as { name: string | number; args: string };
      const handler = served.get(name);
      if (!handler) throw new Error('No such function on the other side');
      return { ok: true, value: codec.encode(handler(...(codec.decode(args) as unknown[]))) };
    } catch (error) {
      const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
      const unknown =
        'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.';
      return { ok: false, value: typeof message === 'string' ? message : unknown };
    }
  };
  window.addEventListener(incoming, (event) => {
    post(`${outgoing}-answer`, stringify(perform((event as CustomEvent<string>).detail)));
  });
  window.addEventListener(`${incoming}-answer`, (event) => {
    answer = (event as CustomEvent<string>).detail;
  });
  return { call, serve: (name, handler) => void served.set(name, handler) };
}
