import { EventEmitter } from 'node:events';

/** Asked of any object by `await`, `JSON`, Node's inspector and test runners: not a use of Electron. */
const ASKED_OF_ANYTHING = new Set(['then', 'toJSON', 'inspect', 'nodeType', 'tagName', 'asymmetricMatch', '$$typeof']);

/** A member that the stand-in lacks throws with its name: `undefined` would let a test pass for the wrong reason. */
export function guard<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get: (object, member, receiver): unknown => {
      if (typeof member === 'symbol' || member in object || ASKED_OF_ANYTHING.has(member))
        return Reflect.get(object, member, receiver);
      throw new Error(`The Electron stand-in has no ${name}.${member}`);
    },
  });
}

type Listener = Parameters<EventEmitter['on']>[1];

/** An emitter that refuses events which it never raises: a misspelt name would stay silent for ever. */
export class Emitter extends EventEmitter {
  private readonly refuse: (event: string | symbol) => void;

  constructor(name: string, events: readonly string[]) {
    super();
    const known = new Set<string | symbol>(events);
    this.refuse = (event) => {
      if (!known.has(event)) throw new Error(`The Electron stand-in has no event ${name}.on('${String(event)}')`);
    };
  }

  override on(event: string | symbol, listener: Listener): this {
    this.refuse(event);
    return super.on(event, listener);
  }

  override once(event: string | symbol, listener: Listener): this {
    this.refuse(event);
    return super.once(event, listener);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }
}

/** Electron's event objects: `preventDefault` is the only verb on them. */
export function preventable<T extends object>(details: T) {
  let prevented = false;
  const event = {
    ...details,
    preventDefault: (): void => {
      prevented = true;
    },
  };
  return Object.defineProperty(event, 'defaultPrevented', {
    get: () => prevented,
    enumerable: true,
  }) as typeof event & {
    readonly defaultPrevented: boolean;
  };
}
