/** What only a bridge between worlds carries: functions and promises, by number. */
export interface References {
  encodeFunction(value: (...args: unknown[]) => unknown): readonly [string, number];
  encodePromise(value: Promise<unknown>): readonly [string, number];
  decode(tag: string, id: number): unknown;
}

export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * The structured clone as text, for main, the preload's world and the page's world alike.
 * Its own text is injected into pages: it must not use anything from outside its body.
 */
export function createCodec(references?: References): Codec {
  type Node = readonly [tag: string, ...parts: unknown[]];
  // A hostile page overwrites what it can reach; these were taken before its first line ran.
  const { stringify, parse } = JSON;
  const { isArray, from } = Array;
  const { defineProperty, keys } = Object;
  const clone = structuredClone;
  const tagOf = Reflect.get(Object.prototype, 'toString');
  const { apply } = Reflect;
  const PromiseHere = Promise;
  const errors: Record<string, ErrorConstructor> = {
    Error,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };

  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };

  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode.apply(null, from(bytes.subarray(at, at + 0x8000)));
    return btoa(text);
  };
  const fromBase64 = (text: string): ArrayBuffer => {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
    return bytes.buffer;
  };

  const primitive = (value: unknown): unknown => {
    if (value === undefined) return ['undefined'];
    if (typeof value === 'bigint') return ['bigint', value.toString()];
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
      return ['number', Object.is(value, -0) ? '-0' : value.toString()];
    return typeof value === 'symbol' ? refuse() : value;
  };

  const encode = (root: unknown): string => {
    const nodes: Node[] = [];
    const seen = new Map<object, readonly ['node', number]>();
    let referred = 0;

    const add = (value: object, describe: () => Node): unknown => {
      const reference = ['node', nodes.length] as const;
      seen.set(value, reference);
      nodes[reference[1]] = ['undefined'];
      nodes[reference[1]] = describe();
      return reference;
    };
    const properties = (value: object, each: (part: unknown) => unknown): unknown[] => {
      const parts: unknown[] = [];
      for (const key of keys(value)) parts.push(key, each(Reflect.get(value, key)));
      return parts;
    };

    /** Takes what `structuredClone` has already made plain. */
    const flatten = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return primitive(value);
      const known = seen.get(value);
      if (known) return known;
      return add(value, () => {
        if (isArray(value)) return ['array', ...from(value, flatten)];
        if (value instanceof Map) return ['map', ...from(value, ([key, item]) => [flatten(key), flatten(item)])];
        if (value instanceof Set) return ['set', ...from(value, flatten)];
        if (value instanceof Date) return ['date', flatten(value.getTime())];
        if (value instanceof RegExp) return ['regexp', value.source, value.flags];
        // Across the bridge only the message survives; across IPC the class's name and the stack too.
        if (value instanceof Error)
          return references
            ? ['error', 'Error', value.message, '']
            : ['error', value.name, value.message, value.stack ?? ''];
        if (value instanceof ArrayBuffer) return ['bytes', toBase64(new Uint8Array(value))];
        const tag = apply(tagOf, value, []);
        if (ArrayBuffer.isView(value)) {
          const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
          return ['view', tag.slice(8, -1), toBase64(bytes)];
        }
        return tag === '[object Object]' ? ['object', ...properties(value, flatten)] : refuse();
      });
    };

    /** Goes around functions and promises; everything else must pass `structuredClone`, which refuses proxies too. */
    const reach = (value: unknown): unknown => {
      if (!references) return flatten(clone(value));
      if (typeof value === 'function') {
        referred++;
        return references.encodeFunction(value as (...args: unknown[]) => unknown);
      }
      if (typeof value !== 'object' || value === null) return primitive(value);
      const known = seen.get(value);
      if (known) return known;
      if (value instanceof PromiseHere) {
        referred++;
        return references.encodePromise(value);
      }
      let plain: unknown;
      try {
        plain = clone(value);
      } catch {
        const before = referred;
        const tag = apply(tagOf, value, []);
        const reference = add(value, () => {
          if (isArray(value)) return ['array', ...from(value, reach)];
          return tag === '[object Object]' ? ['object', ...properties(value, reach)] : refuse();
        });
        return referred === before ? refuse() : reference;
      }
      return flatten(plain);
    };

    try {
      return stringify([reach(root), nodes]);
    } catch (error) {
      if (error instanceof DOMException) return refuse();
      throw error;
    }
  };

  const decode = (text: string): unknown => {
    const [root, nodes] = parse(text) as [unknown, Node[]];
    const built = new Map<number, unknown>();

    const keep = <T>(index: number, value: T, fill: (value: T) => void): T => {
      built.set(index, value);
      fill(value);
      return value;
    };
    const build = (index: number): unknown => {
      if (built.has(index)) return built.get(index);
      const [tag, ...parts] = nodes[index] ?? refuse();
      const [first, second, third] = parts as [string, string, string];
      if (tag === 'array')
        return keep(index, [] as unknown[], (array) => parts.forEach((part) => array.push(value(part))));
      if (tag === 'object')
        return keep(index, {}, (object) => {
          for (let at = 0; at < parts.length; at += 2)
            defineProperty(object, parts[at] as string, {
              value: value(parts[at + 1]),
              writable: true,
              enumerable: true,
              configurable: true,
            });
        });
      if (tag === 'map')
        return keep(index, new Map(), (map) => {
          for (const [key, item] of parts as [unknown, unknown][]) map.set(value(key), value(item));
        });
      if (tag === 'set') return keep(index, new Set(), (set) => parts.forEach((part) => set.add(value(part))));
      if (tag === 'date') return keep(index, new Date(value(first) as number), () => undefined);
      if (tag === 'regexp') return keep(index, new RegExp(first, second), () => undefined);
      if (tag === 'bytes') return keep(index, fromBase64(first), () => undefined);
      if (tag === 'view') return keep(index, new (views[first] ?? refuse())(fromBase64(second)), () => undefined);
      if (tag === 'error')
        return keep(index, new (errors[first] ?? Error)(second), (error) => {
          if (third) error.stack = third;
        });
      return undefined;
    };
    const value = (part: unknown): unknown => {
      if (!isArray(part)) return part;
      const [tag, detail] = part as [string, string | number];
      if (tag === 'undefined') return undefined;
      if (tag === 'bigint') return BigInt(detail);
      if (tag === 'number') return Number(detail);
      if (tag === 'node') return build(detail as number);
      return references ? references.decode(tag, detail as number) : refuse();
    };
    return value(root);
  };

  return { encode, decode };
}
