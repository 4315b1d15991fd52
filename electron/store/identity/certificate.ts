import { verify } from 'node:crypto';
import { parseCertificate } from '../../../shared/certificate.ts';
import type { KeyList } from '../../../shared/platform-api.ts';
import { ed25519Key } from './key-list.ts';

/** Is this a certificate for this very terminal, by a device CA of the signed list? (reliability.md 7.11; all in base64url) */
export function verifyCertificate(
  certificate: string,
  keys: KeyList,
  own: { readonly deviceId: string; readonly deviceKey: string; readonly stationId: string },
): boolean {
  const parsed = parseCertificate(Buffer.from(certificate, 'base64url'));
  if (!parsed) return false;
  const { id, publicKey, number, kind, issuer } = parsed.certificate;
  const isOurs =
    kind === 'kiosk' &&
    Buffer.from(id).toString('hex') === own.deviceId &&
    Buffer.from(publicKey).toString('base64url') === own.deviceKey &&
    number === own.stationId;
  const ca = keys.keys.find((row) => row.use === 'device-ca' && row.id === Buffer.from(issuer).toString('hex'));
  return (
    isOurs &&
    ca !== undefined &&
    verify(null, parsed.body, ed25519Key(Buffer.from(ca.key, 'base64url')), parsed.signature)
  );
}
