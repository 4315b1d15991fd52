import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeyList, type SignedKeyList } from '../../../shared/platform-api.ts';

const DAY_MS = 86_400_000;
const KEY_LIFE_DAYS = 400;

/** A raw 32-byte public key, as it travels. */
export const rawPublicKey = (key: KeyObject): Uint8Array =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
export const rawPrivateKey = (key: KeyObject): Uint8Array =>
  Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
/** First 4 bytes of the SHA-256 of the raw public key, in hex. */
export const keyId = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 8);
export const fingerprint = (publicKey: Uint8Array): string => createHash('sha256').update(publicKey).digest('hex');

export interface PlatformKeys {
  readonly root: KeyObject;
  readonly sealing: KeyObject;
  readonly deviceCa: KeyObject;
}

/** Keys live beside the database, readable by this user only; made at the first start. */
export function openPlatformKeys(folder: string): PlatformKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const open = (name: string, type: 'ed25519' | 'x25519'): KeyObject => {
    const file = join(folder, `${name}.pem`);
    if (!existsSync(file)) {
      const { privateKey } = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
      writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
    }
    return createPrivateKey(readFileSync(file));
  };
  return { root: open('root', 'ed25519'), sealing: open('sealing', 'x25519'), deviceCa: open('device-ca', 'ed25519') };
}

export const publicKeyOf = (key: KeyObject): Uint8Array => rawPublicKey(key);

/** The list that kiosks keep for offline use: our own keys and the slip keys of the devices, signed by the root. */
export function signKeyList(keys: PlatformKeys, slipKeys: readonly string[], now: Date): SignedKeyList {
  const from = new Date(now.getTime() - DAY_MS).toISOString();
  const to = new Date(now.getTime() + KEY_LIFE_DAYS * DAY_MS).toISOString();
  const row = (use: KeyList['keys'][number]['use'], key: Uint8Array) => ({
    use,
    id: keyId(key),
    key: Buffer.from(key).toString('base64url'),
    notBefore: from,
    notAfter: to,
  });
  const list: KeyList = KeyList.parse({
    sequence: Math.floor(now.getTime() / 1000),
    issuedAt: now.toISOString(),
    keys: [
      row('sealing', publicKeyOf(keys.sealing)),
      row('device-ca', publicKeyOf(keys.deviceCa)),
      ...slipKeys.map((key) => row('slip', Buffer.from(key, 'base64url'))),
    ],
  });
  const body = Buffer.from(JSON.stringify(list));
  return {
    body: body.toString('base64url'),
    rootKey: Buffer.from(publicKeyOf(keys.root)).toString('base64url'),
    signature: sign(null, body, keys.root).toString('base64url'),
  };
}
