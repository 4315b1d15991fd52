import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { KioskConfig } from '../kiosk-config/config.ts';
import { describeFindings, loadConfig } from '../kiosk-config/load.ts';
import { systemClock, type Clock } from './platform/clock.ts';

/** sysexits.h: the configuration is wrong; another program holds what we need. */
export const EXIT_CONFIG = 78;
export const EXIT_IN_USE = 75;

/** The platform that the start script runs beside this kiosk, handed over in the environment of this process alone. */
const Neighbour = z.object({
  url: z.string(),
  caFile: z.string(),
  rootKeyFingerprint: z.string(),
  enrolmentCode: z.string(),
});

export interface Launch {
  readonly config: KioskConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly shell: 'electron' | 'chromium' | 'none';
  readonly port: number;
}

/** What stands between the command line and `compose`; prints one sentence and answers `undefined` when it is wrong. */
export function readLaunch(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  complain: (line: string) => void,
): Launch | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      config: { type: 'string', default: 'kiosk-config/default.json' },
      data: { type: 'string' },
      shell: { type: 'string', default: 'chromium' },
      port: { type: 'string', default: '0' },
      now: { type: 'string' },
      random: { type: 'string' },
    },
    strict: false,
  });
  const loaded = loadConfig(String(values.config));
  if (!loaded.ok) {
    complain(describeFindings(loaded));
    return undefined;
  }
  const { config } = loaded;
  const isSimulated = config.devices.cardReader.kind === 'simulated';
  if (!isSimulated && (values.now !== undefined || values.random !== undefined)) {
    complain('--now and --random are for simulated devices only');
    return undefined;
  }
  const neighbour =
    env['KIOSK_NEIGHBOUR'] === undefined ? undefined : Neighbour.parse(JSON.parse(env['KIOSK_NEIGHBOUR']));
  const platform = config.platform ?? neighbour ?? null;
  if (platform === null) {
    complain(
      `${String(values.config)}: platform is null: start with "npm start", which runs a trial platform beside the kiosk`,
    );
    return undefined;
  }
  const shell = values.shell === 'electron' || values.shell === 'none' ? values.shell : 'chromium';
  return {
    config: { ...config, platform, ...(typeof values.data === 'string' ? { dataFolder: values.data } : {}) },
    clock: typeof values.now === 'string' ? clockFrom(values.now) : systemClock,
    random: typeof values.random === 'string' ? () => Number(values.random) : Math.random,
    shell,
    port: Number(values.port),
  };
}

/** The wall clock stands still at another moment, so that pictures are alike; waits run as ever. */
function clockFrom(start: string): Clock {
  return { ...systemClock, now: () => new Date(start) };
}
