import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { KeyList, type SignedKeyList } from '../../../shared/platform-api.ts';

// Points of order 1, 2, 4 and 8 of edwards25519 ("Taming the many EdDSAs", table of small-order points). A signature of
// zeros verifies under some of them, for any text and in some libraries: such a key never enters a list.
const SMALL_ORDER = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  '0100000000000000000000000000000000000000000000000000000000000080',
]);

export const ed25519Key = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' });

export const isSmallOrder = (raw: Uint8Array): boolean => SMALL_ORDER.has(Buffer.from(raw).toString('hex'));

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
