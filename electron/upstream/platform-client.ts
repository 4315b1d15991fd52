import { randomBytes } from 'node:crypto';
import type { Failure } from '../../shared/failure.ts';
import { fail } from '../../shared/failure.ts';
import { oneAtATime } from '../../shared/one-at-a-time.ts';
import {
  API_HEADER,
  API_MAJOR,
  endpoints,
  Problem,
  tokenProof,
  type EndpointAnswer,
  type EndpointName,
} from '../../shared/platform-api.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Answer, Ask, PlatformClient, PlatformFailure } from './contract.ts';
import { createAgent, LineFailure, sendRequest, type Reply } from './http-request.ts';

const RENEW_BEFORE_MS = 10 * 60_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;

export interface PlatformClientOptions {
  readonly url: string;
  /** PEM of the issuer of the platform's certificate; `undefined`: the system's issuers. */
  readonly ca: string | undefined;
  readonly clock: Clock;
  /** Who we are, once enrolled. */
  readonly device: () => { readonly deviceId: string; sign(message: Uint8Array): Uint8Array } | undefined;
}

export function createPlatformClient({ url, ca, clock, device }: PlatformClientOptions): PlatformClient {
  const agent = createAgent(ca);
  const renewing = oneAtATime();
  const listeners: ((online: boolean, code: string) => void)[] = [];
  let online = false;
  let heard: { platformTime: number; monotonic: number } | undefined;
  let token: { value: string; expires: number } | undefined;

  const reach = (now: boolean, code: string) => {
    if (online === now) return;
    online = now;
    listeners.forEach((listener) => listener(now, code));
  };

  async function send<N extends EndpointName>(name: N, ask: Ask<N>, bearer: string | undefined): Answer<N> {
    const { method, path } = endpoints[name];
    const target = new URL(path, url);
    for (const [key, value] of Object.entries((ask.query ?? {}) as Record<string, unknown>))
      target.searchParams.set(key, String(value));
    const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
    let reply: Reply;
    try {
      reply = await sendRequest(target, {
        method,
        agent,
        body,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          ...ask.headers,
        },
      });
    } catch (cause) {
      if (!(cause instanceof LineFailure)) throw cause;
      reach(false, cause.code);
      return fail('platform/offline', cause.code);
    }
    const answer = judge(name, reply);
    reach(isOurs(reply), answer.ok ? 'ok' : answer.failure.code);
    if (isOurs(reply)) {
      const platformTime = Date.parse(String(reply.headers['date']));
      if (!Number.isNaN(platformTime)) heard = { platformTime, monotonic: clock.monotonic() };
    }
    return answer;
  }

  // A terminal whose clock battery is dead must still be able to deliver: the proof bears the platform's own time.
  const platformNow = () => (heard ? new Date(heard.platformTime + clock.monotonic() - heard.monotonic) : clock.now());

  /** A token for a day, from a proof that only this device can sign. */
  const renew = () =>
    renewing(async (): Promise<Result<string, PlatformFailure>> => {
      if (token && token.expires - clock.monotonic() > RENEW_BEFORE_MS) return ok(token.value);
      const self = device();
      if (!self) return fail('platform/unauthorised', 'not enrolled');
      const issuedAt = platformNow().toISOString();
      const nonce = randomBytes(16).toString('base64url');
      const signature = Buffer.from(self.sign(tokenProof(self.deviceId, issuedAt, nonce))).toString('base64url');
      const answer = await send('token', { body: { deviceId: self.deviceId, issuedAt, nonce, signature } }, undefined);
      if (!answer.ok) return answer;
      const life = Date.parse(answer.value.expiresAt) - Date.parse(issuedAt);
      token = { value: answer.value.token, expires: clock.monotonic() + life };
      return ok(answer.value.token);
    });

  return {
    call: async (name, ask = {}) => {
      if (!endpoints[name].auth) return send(name, ask, undefined);
      const bearer = await renew();
      if (!bearer.ok) return bearer;
      const answer = await send(name, ask, bearer.value);
      if (answer.ok || answer.failure.code !== 'platform/unauthorised') return answer;
      // A token may die early (the platform was set up anew): one other is asked for, and not more.
      token = undefined;
      const fresh = await renew();
      return fresh.ok ? send(name, ask, fresh.value) : fresh;
    },
    onReach: (listener) => void listeners.push(listener),
    online: () => online,
    lastHeard: () => heard,
    close: () => agent.destroy(),
  };
}

const isOurs = ({ headers }: Reply) => headers[API_HEADER] === API_MAJOR;

/** What an answer is worth: ours, a refusal, or somebody else's page. */
function judge<N extends EndpointName>(name: N, reply: Reply): Result<EndpointAnswer<N>, PlatformFailure> {
  const { status, headers, body } = reply;
  const type = String(headers['content-type'] ?? '');
  // A gateway in front of the platform speaks for it: out of reach, and for how long.
  if (status >= 500 && !isOurs(reply))
    return { ok: false, failure: refusal(status, headers['retry-after'], undefined) };
  if (!isOurs(reply) || !/^application\/(problem\+)?json/.test(type))
    return fail('platform/portal', `status ${status}`);
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return fail('platform/misbehaved', 'not JSON');
  }
  if (status === 200) {
    const answer = endpoints[name].answer.safeParse(json);
    return answer.success
      ? ok(answer.data as EndpointAnswer<N>)
      : fail('platform/misbehaved', `${name}: ${paths(answer.error.issues)}`);
  }
  return { ok: false, failure: refusal(status, headers['retry-after'], json) };
}

const paths = (issues: readonly { path: PropertyKey[] }[]) =>
  issues
    .map(({ path }) => path.join('.'))
    .join(' ')
    .slice(0, 60);

function refusal(status: number, retryAfter: string | string[] | undefined, json: unknown): PlatformFailure {
  const problem = Problem.safeParse(json).data?.code;
  const seconds = Number(retryAfter);
  const code: Failure<PlatformFailure['code']>['code'] =
    status === 401
      ? 'platform/unauthorised'
      : status === 408 || status === 425 || status === 429 || status >= 500
        ? 'platform/offline'
        : 'platform/refused';
  return {
    code,
    detail: `status ${status}`,
    ...(problem ? { problem } : {}),
    ...(seconds > 0 ? { retryAfterMs: Math.min(seconds * 1000, LONGEST_RETRY_AFTER_MS) } : {}),
  };
}
