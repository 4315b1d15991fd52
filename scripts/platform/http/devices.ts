import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { enrolmentProof, tokenProof } from '../../../shared/platform-api.ts';
import type { deviceRepository } from '../store/device-repository.ts';
import { isSmallOrder } from '../../../shared/rules/small-order.ts';
import { certifyKiosk } from '../trust/certificate.ts';
import { signKeyList, type PlatformKeys } from '../trust/keys.ts';
import type { EndpointHandlers } from './serve-endpoints.ts';
import { failedAttempts } from './failed-attempts.ts';
import { Refusal } from './problem.ts';

const TOKEN_LIFE_MS = 24 * 3_600_000;
const CODE_LIFE_MS = 10 * 60_000;
/** How far a device's clock may be off when it asks for a token. */
const PROOF_WINDOW_MS = 10 * 60_000;
const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const ed25519 = (raw: string) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });

/** A code of 10 characters, 50 bits, for one device of this station and ten minutes (reliability.md 7.11). */
export async function issueEnrolmentCode(
  devices: ReturnType<typeof deviceRepository>,
  stationId: string,
  now: Date,
): Promise<string> {
  const code = [...randomBytes(10)].map((byte) => CODE_ALPHABET[byte % 32]!).join('');
  await devices.addCode(sha256(code), stationId, new Date(now.getTime() + CODE_LIFE_MS));
  return code;
}

export function deviceHandlers(
  devices: ReturnType<typeof deviceRepository>,
  keys: PlatformKeys,
  now: () => Date,
): Pick<EndpointHandlers, 'keys' | 'enrol' | 'token'> {
  const attempts = failedAttempts(now);
  const keyList = async () =>
    signKeyList(
      keys,
      (await devices.all()).map(({ slipKey }) => slipKey),
      now(),
    );

  return {
    keys: keyList,

    enrol: ({ body, address }) =>
      attempts.guard(`${address} ${body.stationId}`, async () => {
        // One weak key in the list, and every kiosk would refuse the whole of it.
        for (const field of ['deviceKey', 'slipKey'] as const) {
          if (isSmallOrder(Buffer.from(body[field], 'base64url')))
            throw new Refusal('malformed', `body.${field}: a weak key`);
        }
        if (!verify(null, enrolmentProof(body), ed25519(body.deviceKey), Buffer.from(body.signature, 'base64url'))) {
          throw new Refusal('unauthorised', 'body.signature: not by the device key');
        }
        const known = await devices.findByKey(body.deviceKey);
        const id = known?.id ?? randomBytes(16).toString('hex');
        const publicKey = Buffer.from(body.deviceKey, 'base64url');
        const certificate = certifyKiosk(
          keys,
          { id, publicKey, areaCode: body.areaCode, name: body.stationName, stationId: body.stationId },
          now(),
        );
        const { stationId, areaCode, deviceKey, slipKey } = body;
        const added = await devices.enrol(
          sha256(body.code),
          { id, stationId, areaCode, deviceKey, slipKey, certificate },
          now(),
        );
        if (!added) throw new Refusal('code-refused', 'body.code: unknown, used, too old or for another station');
        return { deviceId: id, certificate, keys: await keyList() };
      }),

    token: async ({ body }) => {
      const device = await devices.find(body.deviceId);
      const age = Math.abs(now().getTime() - Date.parse(body.issuedAt));
      const proof = tokenProof(body.deviceId, body.issuedAt, body.nonce);
      const holds = device && verify(null, proof, ed25519(device.deviceKey), Buffer.from(body.signature, 'base64url'));
      if (!holds || age > PROOF_WINDOW_MS) throw new Refusal('unauthorised', 'the proof does not hold');
      if (!(await devices.useNonce(body.nonce, new Date(now().getTime() + 2 * PROOF_WINDOW_MS), now()))) {
        throw new Refusal('unauthorised', 'body.nonce: used before');
      }
      const token = randomBytes(32).toString('base64url');
      const expires = new Date(now().getTime() + TOKEN_LIFE_MS);
      await devices.addToken(sha256(token), device.id, expires);
      return { token, expiresAt: expires.toISOString() };
    },
  };
}
