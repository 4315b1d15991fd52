import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { sealingContext, sealingInfo } from '../../shared/platform-api.ts';

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export interface SealingKey {
  readonly id: string;
  /** X25519, raw 32 bytes. */
  readonly key: Uint8Array;
}

export interface Sealed {
  readonly sealingKey: string;
  readonly encapsulated: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/**
 * Seals to the platform's public key (RFC 9180 base mode; reliability.md 4.1 mode A). The kiosk has no private key: after
 * this it cannot read the payload back, and a stolen machine gives nothing. `plain` is overwritten.
 */
export async function seal(
  plain: Uint8Array,
  to: SealingKey,
  about: { stationId: string; key: string; kind: string; schema: number },
): Promise<Sealed> {
  const recipientPublicKey = await suite.kem.importKey('raw', new Uint8Array(to.key).buffer, true);
  const sender = await suite.createSenderContext({ recipientPublicKey, info: sealingInfo(about.stationId) });
  const ciphertext = await sender.seal(plain, sealingContext(about.key, about.kind, about.schema));
  plain.fill(0);
  return { sealingKey: to.id, encapsulated: new Uint8Array(sender.enc), ciphertext: new Uint8Array(ciphertext) };
}
