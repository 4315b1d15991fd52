import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const YEARS = 10;

export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
  /** What kiosks trust. */
  readonly caFile: string;
}

const pem = (der: ArrayBuffer) => x509.PemConverter.encode(der, 'PRIVATE KEY');

/** Our own certification authority and a certificate for this machine, made at the first start. */
export async function openServerCertificate(
  folder: string,
  names: readonly string[],
  now: Date,
): Promise<ServerCertificate> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = { key: join(folder, 'server.key'), cert: join(folder, 'server.pem'), ca: join(folder, 'ca.pem') };
  if (!existsSync(files.cert)) {
    x509.cryptoProvider.set(crypto);
    const dates = {
      notBefore: new Date(now.getTime() - 86_400_000),
      notAfter: new Date(now.getTime() + YEARS * 365 * 86_400_000),
    };
    const caKeys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const ca = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: randomBytes(8)
        .toString('hex')
        .replace(/^[89a-f]/, '1'),
      name: 'CN=Employment station trial platform CA',
      ...dates,
      keys: caKeys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    });
    const serverKeys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const server = await x509.X509CertificateGenerator.create({
      serialNumber: randomBytes(8)
        .toString('hex')
        .replace(/^[89a-f]/, '1'),
      subject: 'CN=Employment station trial platform',
      issuer: ca.subject,
      ...dates,
      publicKey: serverKeys.publicKey as never,
      signingKey: caKeys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.SubjectAlternativeNameExtension(
          names.map((value) => ({ type: /^[\d.:]+$/.test(value) ? ('ip' as const) : ('dns' as const), value })),
        ),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    });
    writeFileSync(files.ca, ca.toString('pem'));
    writeFileSync(files.key, pem(await crypto.subtle.exportKey('pkcs8', serverKeys.privateKey)), { mode: 0o600 });
    // Written last: its presence says that the other two are whole.
    writeFileSync(files.cert, server.toString('pem'));
  }
  return { key: readFileSync(files.key, 'utf8'), cert: readFileSync(files.cert, 'utf8'), caFile: files.ca };
}
