import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { KeyList, type SignedKeyList } from '../../../shared/platform-api.ts';
import { isSmallOrder } from '../../../shared/rules/small-order.ts';

export const ed25519Key = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' });

/** The list, if the root key of the config signed it and it is no step back; `undefined` otherwise. */
export function verifyKeyList(
  signed: SignedKeyList,
  rootKeyFingerprint: string,
  notBefore: number,
): KeyList | undefined {
  const rootKey = Buffer.from(signed.rootKey, 'base64url');
  if (createHash('sha256').update(rootKey).digest('hex') !== rootKeyFingerprint || isSmallOrder(rootKey))
    return undefined;
  const body = Buffer.from(signed.body, 'base64url');
  if (!verify(null, body, ed25519Key(rootKey), Buffer.from(signed.signature, 'base64url'))) return undefined;
  const list = KeyList.safeParse(JSON.parse(body.toString('utf8')));
  if (!list.success || list.data.sequence < notBefore) return undefined;
  const isWeak = list.data.keys.some(
    ({ use, key }) => use !== 'sealing' && isSmallOrder(Buffer.from(key, 'base64url')),
  );
  return isWeak ? undefined : list.data;
}
