import { decode, encode } from 'cborg';

/** A device's certificate: CBOR array and Ed25519 signature by the platform's device CA (reliability.md 7.11). */
export interface Certificate {
  readonly kind: 'kiosk' | 'phone';
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly areaCode: string;
  /** The station's name, or the staff member's. */
  readonly name: string;
  /** Station id, or staff number. */
  readonly number: string;
  readonly role: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly capabilities: number;
  /** Key id of the issuing CA, 4 bytes. */
  readonly issuer: Uint8Array;
}

const VERSION = 1;
const SIGNATURE_BYTES = 64;
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** The signed part. */
export const encodeCertificate = (c: Certificate): Uint8Array =>
  encode([
    VERSION,
    c.kind === 'kiosk' ? 0 : 1,
    c.id,
    c.publicKey,
    c.areaCode,
    c.name,
    c.number,
    c.role,
    seconds(c.notBefore),
    seconds(c.notAfter),
    c.capabilities,
    c.issuer,
  ]);

export const signedCertificate = (body: Uint8Array, signature: Uint8Array): Uint8Array =>
  Uint8Array.of(...body, ...signature);

export interface ParsedCertificate {
  readonly certificate: Certificate;
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
}

const isBytes = (item: unknown, length: number): item is Uint8Array =>
  item instanceof Uint8Array && item.length === length;
const isText = (item: unknown): item is string => typeof item === 'string' && item.length > 0 && item.length <= 80;
const isSeconds = (item: unknown): item is number =>
  typeof item === 'number' && Number.isSafeInteger(item) && item >= 0;

/** Reads the form; whether the signature holds is for who has the CA's key. */
export function parseCertificate(bytes: Uint8Array): ParsedCertificate | undefined {
  if (bytes.length <= SIGNATURE_BYTES) return undefined;
  const body = bytes.slice(0, -SIGNATURE_BYTES);
  let items: unknown;
  try {
    items = decode(body, { strict: true, allowIndefinite: false });
  } catch {
    return undefined;
  }
  if (!Array.isArray(items) || items.length !== 12 || items[0] !== VERSION) return undefined;
  const [, kind, id, publicKey, areaCode, name, number, role, from, to, capabilities, issuer] = items as unknown[];
  if ((kind !== 0 && kind !== 1) || !isBytes(id, 16) || !isBytes(publicKey, 32) || !isBytes(issuer, 4))
    return undefined;
  if (!isText(areaCode) || !isText(name) || !isText(number) || !isText(role)) return undefined;
  if (!isSeconds(from) || !isSeconds(to) || !isSeconds(capabilities)) return undefined;
  return {
    certificate: {
      kind: kind === 0 ? 'kiosk' : 'phone',
      id,
      publicKey,
      areaCode,
      name,
      number,
      role,
      notBefore: new Date(from * 1000),
      notAfter: new Date(to * 1000),
      capabilities,
      issuer,
    },
    body,
    signature: bytes.slice(-SIGNATURE_BYTES),
  };
}
