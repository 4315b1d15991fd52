import type { ProblemCode } from '../../../shared/platform-api.ts';

const statuses = {
  malformed: 400,
  unauthorised: 401,
  'code-refused': 403,
  unknown: 404,
  'key-reused': 409,
  'key-in-progress': 409,
  'cursor-gone': 410,
  unopenable: 422,
  'too-many': 429,
  broken: 500,
} as const satisfies Record<ProblemCode, number>;

/** An expected refusal on its way to the edge; RFC 9457 on the wire. `detail` names fields, never their values. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly status: (typeof statuses)[ProblemCode];
  readonly retryAfterSeconds: number | undefined;
  constructor(code: ProblemCode, detail: string, retryAfterSeconds?: number) {
    super(detail);
    this.retryAfterSeconds = retryAfterSeconds;
    this.code = code;
    this.status = statuses[code];
  }
}

export const problemBody = (refusal: Refusal) => ({
  status: refusal.status,
  code: refusal.code,
  detail: refusal.message,
});
