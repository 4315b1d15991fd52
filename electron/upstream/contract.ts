import type {
  EndpointAnswer,
  EndpointBody,
  EndpointName,
  EndpointQuery,
  ProblemCode,
} from '../../shared/platform-api.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';

export type PlatformFailure = Failure<
  'platform/offline' | 'platform/portal' | 'platform/refused' | 'platform/unauthorised' | 'platform/misbehaved'
> & {
  /** The platform's own word for a refusal. */
  readonly problem?: ProblemCode;
  /** How long the platform asks to be left alone, at most an hour. */
  readonly retryAfterMs?: number;
};

export type Answer<N extends EndpointName> = Promise<Result<EndpointAnswer<N>, PlatformFailure>>;

export interface Ask<N extends EndpointName> {
  readonly query?: EndpointQuery<N>;
  readonly body?: EndpointBody<N>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The city's platform, as seen from here. Every answer has been checked against the contract. */
export interface PlatformClient {
  call<N extends EndpointName>(name: N, ask?: Ask<N>): Answer<N>;
  /** Tells when the platform becomes reachable or unreachable: every call is also a probe. */
  onReach(listener: (online: boolean, code: string) => void): void;
  online(): boolean;
  /** Wall time by the platform's last answer, in ms since 1970, and the monotonic time of that answer. */
  lastHeard(): { readonly platformTime: number; readonly monotonic: number } | undefined;
  close(): void;
}
