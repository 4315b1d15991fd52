import type { KioskConfig } from './config.ts';

export interface ConfigFinding {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What each field allows by itself but all of them together do not. */
export function findContradictions(config: KioskConfig): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  const { platform, station, devices } = config;
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
  const simulated = devices.cardReader.kind === 'simulated' || devices.printer.kind === 'simulated';
  if (platform && simulated && !isHere) {
    findings.push({ path: 'devices', value: devices, message: 'simulated devices may not feed a platform in service' });
  }
  return findings;
}
