import { decode, encode } from 'cborg';
import { decodeBase45, encodeBase45 } from './base45.ts';

// Bytes of a slip's code (reliability.md 8.1): version ‖ body (CBOR array) ‖ Ed25519 signature over "ES1" ‖ version ‖ body.
// Nothing personal stands in it: no name, no digits of a number, no phone.
export const SLIP_PREFIX = 'ES1:';
const VERSION = 1;
const SIGNATURE_BYTES = 64;
/** 311 alphanumeric characters at QR version 10-M, less the prefix, in Base45. */
const LARGEST_BYTES = 204;
const EPOCH_MS = Date.UTC(2020, 0, 1);

/** Kinds in the order of their codes; a number is never given twice. */
export const slipKinds = ['receipt', 'help'] as const;
export type SlipKind = (typeof slipKinds)[number];

export interface SlipBody {
  readonly kind: SlipKind;
  /** Of the signing key: first 4 bytes of the SHA-256 of its public key. */
  readonly keyId: Uint8Array;
  readonly slipId: Uint8Array;
  /** 8 bytes that name what the slip is about; a submission's subject, never a person. */
  readonly subject: Uint8Array;
  readonly issuedAt: Date;
  readonly until: Date;
  /** What the bearer may do with it: bit 0 look. */
  readonly capabilities: number;
  /** Counts reprints: the same slip, printed again. */
  readonly sequence: number;
}

const minutes = (at: Date) => Math.floor((at.getTime() - EPOCH_MS) / 60_000);
const instant = (minutesSince2020: number) => new Date(EPOCH_MS + minutesSince2020 * 60_000);

/** What is signed: the domain "ES1", the version and the body. */
export const signedPart = (versionAndBody: Uint8Array): Uint8Array =>
  Uint8Array.of(...new TextEncoder().encode('ES1'), ...versionAndBody);

export function encodeSlipBody(body: SlipBody): Uint8Array {
  const items = [
    slipKinds.indexOf(body.kind),
    body.keyId,
    body.slipId,
    body.subject,
    minutes(body.issuedAt),
    minutes(body.until),
    body.capabilities,
    body.sequence,
    null,
  ];
  return Uint8Array.of(VERSION, ...encode(items));
}

/** The text of the code. Throws when it would not fit on the paper: that is a defect of the caller's. */
export function encodeSlip(versionAndBody: Uint8Array, signature: Uint8Array): string {
  const bytes = Uint8Array.of(...versionAndBody, ...signature);
  if (bytes.length > LARGEST_BYTES) throw new Error(`a slip of ${bytes.length} bytes does not fit`);
  return SLIP_PREFIX + encodeBase45(bytes);
}

export type SlipRefusal = 'not-ours' | 'damaged' | 'newer';
export type ParsedSlip =
  | { readonly ok: true; readonly body: SlipBody; readonly versionAndBody: Uint8Array; readonly signature: Uint8Array }
  | { readonly ok: false; readonly refusal: SlipRefusal };

const refuse = (refusal: SlipRefusal): ParsedSlip => ({ ok: false, refusal });
const isBytes = (item: unknown, length: number): item is Uint8Array =>
  item instanceof Uint8Array && item.length === length;
const isNumber = (item: unknown, below: number): item is number =>
  typeof item === 'number' && Number.isInteger(item) && item >= 0 && item < below;

/** Reads the form only: whether the signature holds and the key is known is for who has the keys. */
export function parseSlip(code: string): ParsedSlip {
  if (!code.startsWith(SLIP_PREFIX)) return refuse('not-ours');
  const bytes = decodeBase45(code.slice(SLIP_PREFIX.length));
  if (!bytes || bytes.length > LARGEST_BYTES || bytes.length <= SIGNATURE_BYTES + 1) return refuse('damaged');
  if (bytes[0] !== VERSION) return refuse('newer');
  const versionAndBody = bytes.slice(0, -SIGNATURE_BYTES);
  const body = decodeBody(versionAndBody.slice(1));
  return body ? { ok: true, body, versionAndBody, signature: bytes.slice(-SIGNATURE_BYTES) } : refuse('damaged');
}

function decodeBody(bytes: Uint8Array): SlipBody | undefined {
  const items = strictCbor(bytes);
  if (!Array.isArray(items) || items.length !== 9) return undefined;
  const [kind, keyId, slipId, subject, issued, until, capabilities, sequence, extra] = items as unknown[];
  if (!isNumber(kind, slipKinds.length) || !isBytes(keyId, 4) || !isBytes(slipId, 8) || !isBytes(subject, 8))
    return undefined;
  if (!isNumber(issued, 2 ** 32) || !isNumber(until, 2 ** 32)) return undefined;
  if (!isNumber(capabilities, 256) || !isNumber(sequence, 256) || extra !== null) return undefined;
  return {
    kind: slipKinds[kind]!,
    keyId,
    slipId,
    subject,
    issuedAt: instant(issued),
    until: instant(until),
    capabilities,
    sequence,
  };
}

// Definite lengths, shortest integers, no trailing bytes (RFC 8949, 4.2): one text for each slip.
function strictCbor(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, { strict: true, allowIndefinite: false, allowUndefined: false, rejectDuplicateMapKeys: true });
  } catch {
    return undefined;
  }
}
