import { join } from 'node:path';
import type { KioskConfig } from '../kiosk-config/config.ts';
import { newestKey } from './core/newest-key.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { openCatalogue } from './store/catalogue/catalogue.ts';
import { openIdentity } from './store/identity/identity.ts';
import { openOutbox } from './store/outbox/outbox.ts';
import { openReserve } from './store/reserve/reserve.ts';
import { openTechnicianDoor } from './store/technician/technician.ts';

/** All that lies in the data folder. */
export function openStores(folder: string, { station, platform }: KioskConfig, clock: Clock, log: Log) {
  const reserve = openReserve(folder);
  const identity = openIdentity(join(folder, 'identity'), platform!.rootKeyFingerprint, station.id);
  const outbox = openOutbox({
    file: join(folder, 'outbox.db'),
    stationId: station.id,
    clock,
    sealingKey: () => {
      const row = newestKey(identity.keys()?.keys ?? [], 'sealing', clock.now());
      return row && { id: row.id, key: Buffer.from(row.key, 'base64url') };
    },
    onTrouble: (trouble) => {
      log('store.trouble', { trouble });
      if (trouble === 'full') reserve.spend();
    },
  });
  // After the outbox: on a full disk that is the one for which the reserve is given up.
  const catalogue = openCatalogue({
    file: join(folder, 'catalogue.db'),
    standpoint: { station: station.coordinates, areaCodes: station.areaCodes },
    onTrouble: (trouble) => {
      log('store.catalogue', { trouble });
      if (trouble === 'full') reserve.spend();
    },
  });
  const door = openTechnicianDoor(join(folder, 'identity'), station.id, clock);
  return { reserve, identity, outbox, catalogue, door };
}
