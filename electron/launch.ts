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

const own = {
  config: { type: 'string', default: 'kiosk-config/default.json' },
  data: { type: 'string' },
  shell: { type: 'string', default: 'chromium' },
  port: { type: 'string', default: '0' },
  now: { type: 'string' },
  random: { type: 'string' },
} as const;
const shells = ['electron', 'chromium', 'none'] as const;

/** Some device exists on the wire only: for training, trial and tests, with the dock's hands. */
export const isSimulated = ({ devices }: KioskConfig): boolean =>
  Object.values(devices).some(({ kind }) => kind === 'simulated');

/** What stands between the command line and `compose`; prints one sentence and answers `undefined` when it is wrong. */
export function readLaunch(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  complain: (line: string) => void,
): Launch | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: own,
    // Electron's own switches stand in the same line.
    strict: false,
  });
  const given = Object.entries(values).find(([name, value]) => name in own && typeof value !== 'string');
  if (given) {
    complain(`--${given[0]} needs a value: --${given[0]}=…`);
    return undefined;
  }
  const shell = shells.find((one) => one === values.shell);
  if (!shell) {
    complain(`--shell=${String(values.shell)} is none of ${shells.join(', ')}`);
    return undefined;
  }
  const loaded = loadConfig(String(values.config));
  if (!loaded.ok) {
    complain(describeFindings(loaded));
    return undefined;
  }
  const { config } = loaded;
  if (!isSimulated(config) && (values.now !== undefined || values.random !== undefined)) {
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
