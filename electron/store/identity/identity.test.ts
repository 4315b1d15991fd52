import { chmodSync, mkdtempSync, statSync } from 'node:fs';
import { generateKeyPairSync, sign } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KeyList } from '../../../shared/platform-api.ts';
import { certifyKiosk } from '../../../scripts/platform/trust/certificate.ts';
import { fingerprint, keyId, rawPublicKey } from '../../../scripts/platform/trust/keys.ts';
import { openIdentity } from './identity.ts';
import { isSmallOrder } from '../../../shared/rules/small-order.ts';

const root = generateKeyPairSync('ed25519');
const rootRaw = rawPublicKey(root.publicKey);
const good = Buffer.from(rawPublicKey(generateKeyPairSync('ed25519').publicKey)).toString('base64url');

function signed(sequence: number, key = good, by = root.privateKey, use: 'slip' | 'device-ca' = 'slip') {
  const list: KeyList = {
    sequence,
    issuedAt: '2026-11-21T02:26:00Z',
    keys: [
      {
        use,
        id: keyId(Buffer.from(key, 'base64url')),
        key,
        notBefore: '2026-11-20T00:00:00Z',
        notAfter: '2027-11-20T00:00:00Z',
      },
    ],
  };
  const body = Buffer.from(JSON.stringify(list));
  return {
    body: body.toString('base64url'),
    rootKey: Buffer.from(rootRaw).toString('base64url'),
    signature: sign(null, body, by).toString('base64url'),
  };
}

const listWithCa = () =>
  signed(5, Buffer.from(rawPublicKey(ca.publicKey)).toString('base64url'), root.privateKey, 'device-ca');

function firstStart() {
  const folder = mkdtempSync(join(tmpdir(), 'identity-'));
  const open = () => openIdentity(folder, fingerprint(rootRaw), 's-1');
  return { folder, open, identity: open() };
}

test('keys are made once, readable by nobody else, and kept', () => {
  const { folder, identity, open } = firstStart();
  expect(statSync(join(folder, 'device.key')).mode & 0o777).toBe(0o600);
  expect(open().deviceKey).toBe(identity.deviceKey);
  expect(identity.slipKey).not.toBe(identity.deviceKey);
});

test('a key that others may read is refused', () => {
  const { folder, open } = firstStart();
  chmodSync(join(folder, 'slip.key'), 0o644);
  expect(open).toThrow(/readable by its owner only/);
});

test('a list signed by the root key of the config is kept for offline use', () => {
  const { identity, open } = firstStart();
  expect(identity.takeKeys(signed(5))).toBe(true);
  expect(open().keys()?.sequence).toBe(5);
});

test('a list of another signer, of an earlier day or with a weak key changes nothing', () => {
  const { identity } = firstStart();
  identity.takeKeys(signed(5));
  const neutral = Buffer.from('0100000000000000000000000000000000000000000000000000000000000000', 'hex').toString(
    'base64url',
  );
  expect(identity.takeKeys(signed(6, good, generateKeyPairSync('ed25519').privateKey))).toBe(false);
  expect(identity.takeKeys(signed(4))).toBe(false);
  expect(identity.takeKeys(signed(7, neutral))).toBe(false);
  expect(identity.keys()?.sequence).toBe(5);
  expect(isSmallOrder(Buffer.from(neutral, 'base64url'))).toBe(true);
});

const ca = generateKeyPairSync('ed25519');

/** A certificate for `deviceKey`, as a platform makes it. */
function certified(deviceKey: string, given: { stationId?: string; by?: typeof ca.privateKey } = {}) {
  const keys = { root: root.privateKey, sealing: root.privateKey, deviceCa: ca.privateKey };
  const body = {
    id: DEVICE,
    publicKey: Buffer.from(deviceKey, 'base64url'),
    areaCode: '120103',
    name: '柳荫里就业驿站',
  };
  const own = { ...keys, ...(given.by ? { deviceCa: given.by } : {}) };
  return {
    deviceId: DEVICE,
    certificate: certifyKiosk(own, { ...body, stationId: given.stationId ?? 's-1' }, new Date()),
  };
}
const DEVICE = '0123456789abcdef'.repeat(2);

test('a certificate counts only for this key at this station, by a device CA of the list', () => {
  const { identity } = firstStart();
  identity.takeKeys(listWithCa());
  const another = generateKeyPairSync('ed25519');
  const strange = Buffer.from(rawPublicKey(another.publicKey)).toString('base64url');
  expect(identity.enrol(certified(strange))).toBe(false);
  expect(identity.enrol(certified(identity.deviceKey, { stationId: 's-2' }))).toBe(false);
  expect(identity.enrol(certified(identity.deviceKey, { by: another.privateKey }))).toBe(false);
  expect(identity.enrol({ deviceId: DEVICE, certificate: 'bm9uZQ' })).toBe(false);
  expect(identity.enrolment()).toBeUndefined();
  expect(identity.enrol(certified(identity.deviceKey))).toBe(true);
});

test('who enrolled at another platform or for another station is a stranger at this one', () => {
  const { folder, identity } = firstStart();
  identity.takeKeys(listWithCa());
  identity.enrol(certified(identity.deviceKey));
  expect(identity.enrolment()?.deviceId).toBe(DEVICE);
  expect(openIdentity(folder, '0'.repeat(64), 's-1').enrolment()).toBeUndefined();
  expect(openIdentity(folder, fingerprint(rootRaw), 's-2').enrolment()).toBeUndefined();
});
