import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Identity } from '../store/identity/contract.ts';
import type { PlatformClient } from '../upstream/contract.ts';
import { repeat, type Repeated } from './repeat.ts';

const RETRY_MS = 5_000;
const REFRESH_MS = 3_600_000;
const CODE_LOG_PREFIX = 6;

export interface EnrolParts {
  readonly identity: Identity;
  readonly platform: PlatformClient;
  readonly station: { readonly id: string; readonly areaCode: string; readonly name: string };
  /** One-time; `null` when the device must already be known. */
  readonly code: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
  /** Enrolled, or new keys taken over. */
  readonly onReady: () => void;
}

/** Makes this device known to the platform once, then keeps the list of keys fresh. */
export function enrolDevice(parts: EnrolParts): Repeated {
  const { identity, platform, station, code, log } = parts;

  const takeKeys = (signed: Parameters<Identity['takeKeys']>[0]) => {
    if (!identity.takeKeys(signed)) {
      log('identity.failed', { code: 'keys-not-believed' });
      return false;
    }
    const { sequence, keys } = identity.keys()!;
    log('identity.keys', { sequence: sequence % 100_000, keys: keys.length });
    return true;
  };

  const enrol = async (): Promise<number> => {
    if (code === null) {
      log('identity.failed', { code: 'no-enrolment-code' });
      return REFRESH_MS;
    }
    const answer = await platform.call('enrol', {
      body: {
        code,
        stationId: station.id,
        areaCode: station.areaCode,
        stationName: station.name,
        deviceKey: identity.deviceKey,
        slipKey: identity.slipKey,
      },
    });
    if (!answer.ok) {
      log('identity.failed', { code: answer.failure.problem ?? answer.failure.code });
      return RETRY_MS;
    }
    if (!takeKeys(answer.value.keys)) return REFRESH_MS;
    identity.enrol({ deviceId: answer.value.deviceId, certificate: answer.value.certificate });
    log('identity.enrolled', {
      device: answer.value.deviceId.replace(/\d/g, '').slice(0, CODE_LOG_PREFIX) || 'device',
    });
    parts.onReady();
    return REFRESH_MS;
  };

  const refresh = async (): Promise<number> => {
    const answer = await platform.call('keys');
    if (!answer.ok) return RETRY_MS;
    if (takeKeys(answer.value)) parts.onReady();
    return REFRESH_MS;
  };

  return repeat(parts.clock, () => (identity.enrolment() ? refresh() : enrol()), parts.onDefect);
}
