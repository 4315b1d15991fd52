import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEventName } from '../../shared/log-events.ts';
import type { TestPlatform } from '../../tests/support/platform.ts';
import { sampleApplication, standpoint } from '../../tests/support/samples.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { ManualClock } from '../platform/manual-clock.ts';
import { openCatalogue } from '../store/catalogue/catalogue.ts';
import type { Identity } from '../store/identity/contract.ts';
import { openIdentity } from '../store/identity/identity.ts';
import { openOutbox } from '../store/outbox/outbox.ts';
import { createPlatformClient } from '../upstream/platform-client.ts';
import { openSimulatedLine } from '../upstream/simulated-line.ts';
import { enrolDevice } from './enrol-device.ts';

export const STATION = 's-1';

/**
 * Lets the manual clock go on, `step` at a time, until what is looked for has come. Between the steps the network has real
 * turns: bytes take their time whatever the clock says.
 */
export async function passing<T>(
  clock: ManualClock,
  step: number,
  look: () => Promise<T> | T,
  isRight: (seen: T) => boolean,
) {
  const end = Date.now() + 15_000;
  for (;;) {
    await clock.advance(step);
    await new Promise((next) => setTimeout(next, 5));
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > end) throw new Error(`never came; last seen: ${JSON.stringify({ seen }).slice(0, 500)}`);
  }
}

/** The client of one terminal, over any cable to the platform. */
export const clientOf = (identity: Identity, { caFile }: Pick<TestPlatform, 'caFile'>, url: string, clock: Clock) =>
  createPlatformClient({
    url,
    ca: readFileSync(caFile, 'utf8'),
    clock,
    device: () => {
      const enrolment = identity.enrolment();
      return enrolment && { deviceId: enrolment.deviceId, sign: identity.signAsDevice };
    },
  });

/** What a kiosk stands on, with real files and a cable that can be cut; enrolled. The parts under test come on top. */
export async function enrolledKiosk(platform: TestPlatform, clock: ManualClock) {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  const line = await openSimulatedLine(new URL(platform.url));
  const identity = openIdentity(join(folder, 'identity'), platform.rootKeyFingerprint, STATION);
  const client = clientOf(identity, platform, line.url, clock);
  const logged: { readonly name: LogEventName; readonly fields: Record<string, unknown> }[] = [];
  const log: Log = (name, fields) => void logged.push({ name, fields });
  const defects: unknown[] = [];
  const onDefect = (defect: unknown) => void defects.push(defect);

  const enrolment = enrolDevice({
    identity,
    platform: client,
    station: { id: STATION, areaCode: '120103', name: '柳荫里就业驿站' },
    code: await platform.issueCode(),
    clock,
    random: () => 0,
    log,
    onDefect,
    onReady: () => undefined,
  });
  await passing(
    clock,
    0,
    () => identity.enrolment(),
    (known) => known !== undefined,
  );
  await enrolment.close();

  const outbox = openOutbox({
    file: join(folder, 'outbox.db'),
    stationId: STATION,
    clock,
    sealingKey: () => {
      const key = identity.keys()?.keys.find(({ use }) => use === 'sealing');
      return key && { id: key.id, key: Buffer.from(key.key, 'base64url') };
    },
  });
  const file = join(folder, 'catalogue.db');
  const catalogue = openCatalogue({ file, standpoint, onTrouble: () => undefined });

  /** Takes one application, as a visitor gives it; answers its key. */
  const take = async (postingId: string, given: object = {}) => {
    const key = randomBytes(16).toString('hex');
    const taken = await outbox.take({
      key,
      subject: randomBytes(8).toString('hex'),
      kind: 'application',
      schema: 1,
      clockTrusted: true,
      payload: (number) => sampleApplication({ postingId, number, takenAt: clock.now().toISOString(), ...given }),
    });
    if (!taken.ok) throw new Error(taken.failure.code);
    return key;
  };

  return {
    common: { platform: client, clock, log, onDefect },
    line,
    identity,
    client,
    outbox,
    catalogue,
    /** The catalogue's. */
    file,
    logged: (name: LogEventName) => logged.filter((entry) => entry.name === name).map(({ fields }) => fields),
    defects,
    take,
    close: async () => {
      client.close();
      await Promise.all([outbox.close(), catalogue.close(), line.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
