import type { KioskConfig } from './config.ts';

export interface ConfigFinding {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/** The smallest capital letter on the glass: `--t-note` of the tokens, 0.733 em. */
const SMALLEST_CAPITAL_MM = 10.2 * 0.733;
/** EN 301 549, 5.1.4: at the distance of use a capital H is seen under at least 0.7 degrees. */
const LEAST_ANGLE_DEGREES = 0.7;
const FARTHEST_MM = Math.floor(SMALLEST_CAPITAL_MM / Math.tan((LEAST_ANGLE_DEGREES * Math.PI) / 180));

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What each field allows by itself but all of them together do not. */
export function findContradictions(config: KioskConfig): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  const { platform, station, devices, panel } = config;
  // Read as the client reads it: a host may hide behind capitals or a user's name.
  const url = platform && new URL(platform.url);
  const isHere = url !== null && LOOPBACK.has(url.hostname);
  if (url?.protocol === 'http:' && !isHere) {
    findings.push({
      path: 'platform.url',
      value: platform?.url,
      message: 'plain http is allowed to this machine only; use https',
    });
  }
  if (!station.areaCodes.includes(station.areaCode)) {
    findings.push({
      path: 'station.areaCodes',
      value: station.areaCodes,
      message: `must contain the station's own ${station.areaCode}`,
    });
  }
  const simulated = Object.values(devices).some(({ kind }) => kind === 'simulated');
  if (platform && simulated && !isHere) {
    findings.push({ path: 'devices', value: devices, message: 'simulated devices may not feed a platform in service' });
  }
  if (panel.readingMillimetres > FARTHEST_MM) {
    findings.push({
      path: 'panel.readingMillimetres',
      value: panel.readingMillimetres,
      message: `the smallest letters can be read from at most ${FARTHEST_MM} mm (EN 301 549, 5.1.4)`,
    });
  }
  return findings;
}
