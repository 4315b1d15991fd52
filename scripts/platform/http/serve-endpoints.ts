import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import {
  API_HEADER,
  API_MAJOR,
  endpoints,
  type EndpointAnswer,
  type EndpointBody,
  type EndpointName,
  type EndpointQuery,
} from '../../../shared/platform-api.ts';
import type { Device } from '../store/device-repository.ts';
import { problemBody, Refusal } from './problem.ts';

const BODY_LIMIT_BYTES = 256 * 1024;

export interface Call<N extends EndpointName> {
  readonly query: EndpointQuery<N>;
  readonly body: EndpointBody<N>;
  /** Who calls; present exactly where the contract asks for a token. */
  readonly device: (typeof endpoints)[N]['auth'] extends true ? Device : undefined;
  readonly header: (name: string) => string | undefined;
  /** The peer's; behind a proxy the proxy's. */
  readonly address: string;
}

export type EndpointHandlers = { readonly [N in EndpointName]: (call: Call<N>) => Promise<EndpointAnswer<N>> };

/** The one gate: version header, token, query and body are checked here and nowhere else. */
export function serveEndpoints(
  handlers: EndpointHandlers,
  authenticate: (token: string) => Promise<Device | undefined>,
  now: () => Date,
  reportDefect: (defect: unknown) => void,
): Hono {
  const app = new Hono();
  // By the date a terminal whose clock is wrong finds the time: it is ours, not the machine's.
  const ours = () => ({ [API_HEADER]: API_MAJOR, date: now().toUTCString() });
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT_BYTES,
      onError: () => {
        throw new Refusal('malformed', 'body: too large');
      },
    }),
  );
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(ours())) context.header(name, value);
    context.header('cache-control', 'no-store');
  });
  app.onError((cause, context) => {
    const refusal = cause instanceof Refusal ? cause : new Refusal('broken', 'a defect of the platform');
    if (refusal !== cause) reportDefect(cause);
    return context.json(problemBody(refusal), refusal.status, {
      'content-type': 'application/problem+json',
      ...(refusal.retryAfterSeconds === undefined ? {} : { 'retry-after': String(refusal.retryAfterSeconds) }),
      ...ours(),
    });
  });
  app.notFound(() => {
    throw new Refusal('unknown', 'no such resource');
  });

  const serve = <N extends EndpointName>(name: N) => {
    const { method, path, auth, query, body } = endpoints[name];
    app.on(method, path, async (context) => {
      const device = auth ? await authenticated(context, authenticate) : undefined;
      const asked = query.safeParse(Object.keys(context.req.query()).length > 0 ? context.req.query() : undefined);
      if (!asked.success) throw new Refusal('malformed', describe('query', asked.error.issues));
      const sent = method === 'POST' ? await parsedBody<unknown>(context, body) : undefined;
      const header = (key: string) => context.req.header(key);
      const address = getConnInfo(context).remote.address ?? 'unknown';
      const call = { query: asked.data, body: sent, device, header, address };
      return context.json(await handlers[name](call as Call<N>));
    });
  };
  for (const name of Object.keys(endpoints) as EndpointName[]) serve(name);
  return app;
}

async function authenticated(context: Context, authenticate: (token: string) => Promise<Device | undefined>) {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(context.req.header('authorization') ?? '')?.[1];
  const device = token ? await authenticate(token) : undefined;
  if (!device) throw new Refusal('unauthorised', 'no valid token');
  return device;
}

/** The body in the form of `schema`, or a refusal that says what is wrong with it. */
export async function parsedBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const sent = schema.safeParse(await jsonBody(context));
  if (!sent.success) throw new Refusal('malformed', describe('body', sent.error.issues));
  return sent.data;
}

async function jsonBody(context: Context): Promise<unknown> {
  if (!context.req.header('content-type')?.startsWith('application/json')) {
    throw new Refusal('malformed', 'body: must be application/json');
  }
  try {
    return await context.req.json();
  } catch {
    throw new Refusal('malformed', 'body: not JSON');
  }
}

// Paths and reasons only: values may be personal.
const describe = (where: string, issues: readonly { path: PropertyKey[]; message: string }[]) =>
  issues.map(({ path, message }) => `${[where, ...path.map(String)].join('.')}: ${message}`).join('; ');
