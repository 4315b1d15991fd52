import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { expect } from 'vitest';
import { seal } from '../../electron/store/seal.ts';
import {
  API_HEADER,
  API_MAJOR,
  endpoints,
  enrolmentProof,
  KEY_HEADER,
  KeyList,
  Problem,
  tokenProof,
  type EndpointAnswer,
  type Submission,
} from '../../shared/platform-api.ts';
import type { TestPlatform } from '../../tests/support/platform.ts';
import { rawPublicKey } from './trust/keys.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  json<T>(): T;
}

export interface RawAsk {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly token?: string | undefined;
}

/** One request by bare HTTPS, certificate verified: what another maker's kiosk would send. */
export type Asker = (path: string, ask?: RawAsk) => Promise<RawAnswer>;

export function askerOf({ url, caFile }: Pick<TestPlatform, 'url' | 'caFile'>): Asker {
  const ca = readFileSync(caFile);
  return (path, { method, headers = {}, body, token } = {}) =>
    new Promise((resolve, reject) => {
      const asked = request(
        new URL(path, url),
        {
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          ca,
          agent: false,
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const { statusCode: status = 0, headers: given } = response;
            resolve({ status, headers: given, text, json: <T>() => JSON.parse(text) as T });
          });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
}

const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, raw: Buffer.from(rawPublicKey(publicKey)).toString('base64url') };
};

/** A refusal in the form of RFC 9457, with the platform's own header. */
export const isProblem = (answer: RawAnswer, status: number, code: Problem['code']) => {
  expect([answer.status, answer.headers['content-type'], answer.headers[API_HEADER]]).toEqual([
    status,
    'application/problem+json',
    API_MAJOR,
  ]);
  expect(Problem.parse(answer.json())).toMatchObject({ status, code });
};

/** A device made by hand from the contract alone: its keys, its proofs, its sealed submissions. */
export function newDevice(ask: Asker, now: () => Date, stationId = 's-1') {
  const device = newKey();
  const slip = newKey();
  const post = (path: string, body: unknown, given: RawAsk = {}) => ask(path, { ...given, body: JSON.stringify(body) });

  const enrol = (code: string, given: { areaCode?: string; slipKey?: string; by?: typeof device } = {}) => {
    const { areaCode = '120103', slipKey = slip.raw, by = device } = given;
    const asked = { code, stationId, areaCode, deviceKey: device.raw, slipKey };
    const signature = sign(null, enrolmentProof(asked), by.privateKey).toString('base64url');
    return post(endpoints.enrol.path, { ...asked, stationName: '柳荫里就业驿站', signature });
  };

  const proof = (deviceId: string, given: { issuedAt?: string; nonce?: string; by?: typeof device } = {}) => {
    const { issuedAt = now().toISOString(), nonce = randomBytes(16).toString('base64url'), by = device } = given;
    const signature = sign(null, tokenProof(deviceId, issuedAt, nonce), by.privateKey).toString('base64url');
    return { deviceId, issuedAt, nonce, signature };
  };

  /** Enrolled and with a token, ready to submit. */
  const join = async (code: string) => {
    const { deviceId, keys } = (await enrol(code)).json<EndpointAnswer<'enrol'>>();
    const { token } = (await post(endpoints.token.path, proof(deviceId))).json<EndpointAnswer<'token'>>();
    const list = KeyList.parse(JSON.parse(Buffer.from(keys.body, 'base64url').toString('utf8')));
    const sealing = list.keys.find(({ use }) => use === 'sealing')!;
    let sequence = 0;

    const sealed = async (
      payload: unknown,
      given: Partial<Submission> & { sealedFor?: string; sealedAs?: string } = {},
    ): Promise<Submission> => {
      const { sealedFor = stationId, sealedAs = 'application', ...rest } = given;
      const key = given.key ?? randomBytes(16).toString('hex');
      const plain = new TextEncoder().encode(JSON.stringify(payload));
      const to = { id: sealing.id, key: Buffer.from(sealing.key, 'base64url') };
      const box = await seal(plain, to, { stationId: sealedFor, key, kind: sealedAs, schema: 1 });
      return {
        key,
        kind: 'application',
        schema: 1,
        subject: randomBytes(8).toString('hex'),
        stationId,
        sequence: ++sequence,
        sealingKey: box.sealingKey,
        encapsulated: Buffer.from(box.encapsulated).toString('base64url'),
        ciphertext: Buffer.from(box.ciphertext).toString('base64url'),
        ...rest,
      };
    };
    const submit = (submission: Submission, headers: Record<string, string> = { [KEY_HEADER]: submission.key }) =>
      post(endpoints.submit.path, submission, { token, headers });
    return { deviceId, token, list, sealed, submit };
  };

  return { deviceKey: device.raw, stranger: newKey, post, enrol, proof, join };
}
