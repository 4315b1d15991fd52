import { sign } from 'node:crypto';
import { encodeCertificate, signedCertificate } from '../../../shared/certificate.ts';
import { keyId, publicKeyOf, type PlatformKeys } from './keys.ts';

const KIOSK_LIFE_DAYS = 400;

/** A kiosk's certificate (reliability.md 7.11), base64url. */
export function certifyKiosk(
  keys: PlatformKeys,
  device: { id: string; publicKey: Uint8Array; areaCode: string; name: string; stationId: string },
  now: Date,
): string {
  const body = encodeCertificate({
    kind: 'kiosk',
    id: Buffer.from(device.id, 'hex'),
    publicKey: device.publicKey,
    areaCode: device.areaCode,
    name: device.name,
    number: device.stationId,
    role: 'kiosk',
    notBefore: now,
    notAfter: new Date(now.getTime() + KIOSK_LIFE_DAYS * 86_400_000),
    capabilities: 0,
    issuer: Buffer.from(keyId(publicKeyOf(keys.deviceCa)), 'hex'),
  });
  return Buffer.from(signedCertificate(body, sign(null, body, keys.deviceCa))).toString('base64url');
}
