import type { KeyList, SignedKeyList } from '../../../shared/platform-api.ts';

export interface Enrolment {
  readonly deviceId: string;
  /** Base64url, reliability.md 7.11. */
  readonly certificate: string;
}

/** Who this terminal is: made at its first start, never copied from another. */
export interface Identity {
  /** Raw Ed25519 public keys, base64url. */
  readonly deviceKey: string;
  readonly slipKey: string;
  /** First 4 bytes of the SHA-256 of the slip key. */
  readonly slipKeyId: Uint8Array;
  enrolment(): Enrolment | undefined;
  /** `false`: the certificate is not for this terminal at this station, or not by a device CA of our list. Nothing changes then. */
  enrol(enrolment: Enrolment): boolean;
  /** The newest list of keys that was believed; kept for offline use. */
  keys(): KeyList | undefined;
  /** `false`: not signed by the root key of the config, older than ours, or with a weak key. Nothing changes then. */
  takeKeys(signed: SignedKeyList): boolean;
  signAsDevice(message: Uint8Array): Uint8Array;
  signSlip(message: Uint8Array): Uint8Array;
}
