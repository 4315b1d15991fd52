import { enrolmentProof } from '../../shared/platform-api.ts';
import { backoffMs } from '../core/backoff.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Identity } from '../store/identity/contract.ts';
import type { PlatformClient } from '../upstream/contract.ts';
import { repeat, type Repeated } from './repeat.ts';

const REFRESH_MS = 3_600_000;

export interface EnrolParts {
  readonly identity: Identity;
  readonly platform: PlatformClient;
  readonly station: { readonly id: string; readonly areaCode: string; readonly name: string };
  /** One-time; `null` when the device must already be known. */
  readonly code: string | null;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
  /** Enrolled, or new keys taken over. */
  readonly onReady: () => void;
}

/** Makes this device known to the platform, then keeps the list of keys fresh; a platform that forgot it is asked again. */
export function enrolDevice(parts: EnrolParts): Repeated {
  const { identity, platform, station, code, log } = parts;
  let tries = 0;

  const failed = (why: string): number => {
    log('identity.failed', { code: why });
    tries += 1;
    return backoffMs(tries, parts.random());
  };
  /** Nothing that asking again soon would change. */
  const stuck = (why: string): number => {
    log('identity.failed', { code: why });
    return REFRESH_MS;
  };
  const ready = (): number => {
    tries = 0;
    const { sequence, keys } = identity.keys()!;
    log('identity.keys', { sequence: sequence % 100_000, keys: keys.length });
    parts.onReady();
    return REFRESH_MS;
  };

  const enrol = async (): Promise<number> => {
    if (code === null) return stuck('no-enrolment-code');
    const { deviceKey, slipKey } = identity;
    const asked = { code, stationId: station.id, areaCode: station.areaCode, deviceKey, slipKey };
    const signature = Buffer.from(identity.signAsDevice(enrolmentProof(asked))).toString('base64url');
    const answer = await platform.call('enrol', { body: { ...asked, stationName: station.name, signature } });
    if (!answer.ok) {
      const { problem } = answer.failure;
      return problem === 'code-refused' ? stuck(problem) : failed(problem ?? answer.failure.code);
    }
    const { deviceId, certificate, keys } = answer.value;
    if (!identity.takeKeys(keys)) return stuck('keys-not-believed');
    if (!identity.enrol({ deviceId, certificate })) return stuck('certificate-not-believed');
    log('identity.enrolled', { device: deviceId.slice(0, 4) });
    return ready();
  };

  const refresh = async (): Promise<number> => {
    const answer = await platform.call('keys');
    if (!answer.ok) return failed(answer.failure.code);
    if (!identity.takeKeys(answer.value)) return stuck('keys-not-believed');
    const known = await platform.call('station');
    if (known.ok) return ready();
    return known.failure.code === 'platform/unauthorised' ? enrol() : failed(known.failure.code);
  };

  return repeat(parts.clock, () => (identity.enrolment() ? refresh() : enrol()), parts.onDefect);
}
