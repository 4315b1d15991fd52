import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SignedKeyList, type KeyList } from '../../../shared/platform-api.ts';
import { writeFileDurably } from '../write-file.ts';
import { verifyCertificate } from './certificate.ts';
import type { Enrolment, Identity } from './contract.ts';
import { verifyKeyList } from './key-list.ts';

const Enrolled = z.strictObject({ deviceId: z.string(), certificate: z.string() });

/** Keys are files of this user alone. A key that others may read is refused: it may have been read. */
function openKey(file: string) {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileDurably(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  }
  if ((statSync(file).mode & 0o077) !== 0) throw new Error(`${file} must be readable by its owner only`);
  const key = createPrivateKey(readFileSync(file));
  const raw = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { raw, sign: (message: Uint8Array) => new Uint8Array(sign(null, message, key)) };
}

const readJson = <T>(file: string, schema: z.ZodType<T>): T | undefined =>
  existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;

export function openIdentity(folder: string, rootKeyFingerprint: string, stationId: string): Identity {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = { enrolment: join(folder, 'enrolment.json'), keys: join(folder, 'keys.json') };
  const device = openKey(join(folder, 'device.key'));
  const slip = openKey(join(folder, 'slip.key'));
  let enrolment: Enrolment | undefined = readJson(files.enrolment, Enrolled);
  const saved = readJson(files.keys, SignedKeyList);
  let keys: KeyList | undefined = saved && verifyKeyList(saved, rootKeyFingerprint, 0);

  const isOurs = ({ deviceId, certificate }: Enrolment) =>
    keys !== undefined &&
    verifyCertificate(certificate, keys, { deviceId, deviceKey: device.raw.toString('base64url'), stationId });

  return {
    deviceKey: device.raw.toString('base64url'),
    slipKey: slip.raw.toString('base64url'),
    slipKeyId: new Uint8Array(createHash('sha256').update(slip.raw).digest().subarray(0, 4)),
    // Whoever enrolled at another platform, or at another station, is a stranger here.
    enrolment: () => (enrolment && isOurs(enrolment) ? enrolment : undefined),
    enrol: (news) => {
      if (!isOurs(news)) return false;
      writeFileDurably(files.enrolment, JSON.stringify(news));
      enrolment = news;
      return true;
    },
    keys: () => keys,
    takeKeys: (signed) => {
      const list = verifyKeyList(signed, rootKeyFingerprint, keys?.sequence ?? 0);
      if (!list) return false;
      writeFileDurably(files.keys, JSON.stringify(signed));
      keys = list;
      return true;
    },
    signAsDevice: device.sign,
    signSlip: slip.sign,
  };
}
