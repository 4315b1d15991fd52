/**
 * Failures we expect and have an answer for. They are returned, never thrown.
 * Anything else is a defect: it is thrown, and caught only at the edge of the process.
 */
export const failureCodes = [
  'reader/disconnected',
  'reader/no-card',
  'reader/unreadable',
  'reader/moved',
  'reader/unsupported-card',
  'reader/invalid-card',
  'reader/needs-authorisation',
  'reader/card-blocked',
  'reader/out-of-order',
  'printer/disconnected',
  'printer/paper-end',
  'printer/cover-open',
  'printer/jam',
  'printer/unknown',
  'printer/enough',
  'platform/offline',
  'platform/portal',
  'platform/refused',
  'platform/unauthorised',
  'platform/misbehaved',
  'store/unavailable',
  'store/full',
  'catalogue/updating',
  'item/gone',
  'code/unknown',
  'code/expired',
  'phone/malformed',
  'technician/wrong-code',
  'technician/locked',
  'request/forbidden',
  'request/malformed',
  'internal',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** `code` chooses the words on screen; `detail` is for the log and is never shown. It never holds personal data. */
export interface Failure<C extends FailureCode = FailureCode> {
  readonly code: C;
  readonly detail: string;
}

export const fail = <const C extends FailureCode>(code: C, detail = '') =>
  ({ ok: false, failure: { code, detail } }) as const;
