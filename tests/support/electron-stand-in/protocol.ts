import type { Protocol } from 'electron';
import { knowScheme, schemeOf, toChromium, toElectron } from './address.ts';
import { guard } from './guard.ts';
import { lifecycle } from './lifecycle.ts';

type Handler = Parameters<Protocol['handle']>[1];

export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

export interface Answered {
  readonly responseCode: number;
  readonly responseHeaders: { name: string; value: string }[];
  readonly body: string;
}

export interface Schemes {
  readonly protocol: Protocol;
  /** Undefined where no handler speaks for the address; `'failed'` where it threw or answered with an error. */
  answer(asked: Asked): Promise<Answered | 'failed'> | undefined;
}

/** The schemes of one session. */
export function createSchemes(): Schemes {
  const handlers = new Map<string, Handler>();

  const answer = async (handler: Handler, { url, method, headers, body }: Asked): Promise<Answered | 'failed'> => {
    try {
      const init = { method, headers, ...(body && { body }) };
      const response = await handler(new Request(url, init));
      if (response.type === 'error') return 'failed';
      // A redirect's target, too, is found only at its address in Chromium.
      const responseHeaders = [...response.headers].map(([name, value]) => ({
        name,
        value: name === 'location' ? toChromium(value) : value,
      }));
      const bytes = Buffer.from(await response.arrayBuffer());
      return { responseCode: response.status, responseHeaders, body: bytes.toString('base64') };
    } catch (defect) {
      console.error(`Electron stand-in, protocol.handle('${schemeOf(url)}'):`, defect);
      return 'failed';
    }
  };

  const protocol = {
    registerSchemesAsPrivileged: (customSchemes) => {
      lifecycle.mustPrecedeReady('protocol.registerSchemesAsPrivileged');
      for (const { scheme } of customSchemes) knowScheme(scheme);
    },
    handle: (scheme, handler) => {
      lifecycle.mustFollowReady('protocol.handle');
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      knowScheme(scheme);
      handlers.set(scheme, handler);
    },
  } satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

  return {
    protocol: guard('protocol', protocol) as Protocol,
    answer: (asked) => {
      const handler = handlers.get(schemeOf(toElectron(asked.url)));
      return handler && answer(handler, { ...asked, url: toElectron(asked.url) });
    },
  };
}
