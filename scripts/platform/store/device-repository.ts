import type { Database } from './database.ts';

export interface Device {
  readonly id: string;
  readonly stationId: string;
  readonly areaCode: string;
  readonly deviceKey: string;
  readonly slipKey: string;
  readonly certificate: string;
}

/** Rolls the transaction back. */
class NotEntered extends Error {}

const columns =
  'id, station_id as "stationId", area_code as "areaCode", device_key as "deviceKey", slip_key as "slipKey", certificate';

/** Devices, the one-time codes that let them in, and their tokens. Codes and tokens are kept as hashes only. */
export function deviceRepository(db: Database) {
  return {
    addCode: async (codeHash: string, stationId: string, expires: Date): Promise<void> => {
      await db.query('insert into enrolment_code (code_hash, station_id, expires) values ($1, $2, $3)', [
        codeHash,
        stationId,
        expires.toISOString(),
      ]);
    },

    /** Also one that was revoked: a key names one device, for good. */
    findByKey: async (deviceKey: string): Promise<Device | undefined> =>
      (await db.query<Device>(`select ${columns} from device where device_key = $1`, [deviceKey]))[0],

    /**
     * Burns the code and adds the device, or neither: `false` when the code is unknown, used by another device, too old or
     * for another station. The answer to an enrolment may never have arrived: the same device is entered again, with the
     * same code or a new one. One that was revoked stays out.
     */
    enrol: async (codeHash: string, device: Device, now: Date): Promise<boolean> => {
      try {
        await db.transaction(async ({ query }) => {
          const burnt = await query(
            `update enrolment_code set used = coalesce(used, $2), device_key = $3
           where code_hash = $1 and station_id = $4 and (device_key = $3 or (used is null and expires > $2))
           returning 1`,
            [codeHash, now.toISOString(), device.deviceKey, device.stationId],
          );
          if (burnt.length === 0) throw new NotEntered();
          const entered = await query(
            `insert into device (id, station_id, area_code, device_key, slip_key, certificate, enrolled)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (id) do update
             set station_id = excluded.station_id, area_code = excluded.area_code, slip_key = excluded.slip_key,
                 certificate = excluded.certificate, enrolled = excluded.enrolled
             -- A terminal that is moved or has lost its slip key is a new one, with new keys.
             where device.revoked is null
               and device.station_id = excluded.station_id and device.slip_key = excluded.slip_key
           returning 1`,
            [
              device.id,
              device.stationId,
              device.areaCode,
              device.deviceKey,
              device.slipKey,
              device.certificate,
              now.toISOString(),
            ],
          );
          // The code is not burnt either: who is told to begin anew may do so with it.
          if (entered.length === 0) throw new NotEntered();
        });
        return true;
      } catch (cause) {
        if (cause instanceof NotEntered) return false;
        throw cause;
      }
    },

    find: async (id: string): Promise<Device | undefined> =>
      (await db.query<Device>(`select ${columns} from device where id = $1 and revoked is null`, [id]))[0],

    all: (): Promise<Device[]> =>
      db.query<Device>(`select ${columns} from device where revoked is null order by enrolled, id`),

    /** `false` when the nonce was used before. */
    useNonce: async (nonce: string, expires: Date, now: Date): Promise<boolean> => {
      await db.query('delete from used_nonce where expires < $1', [now.toISOString()]);
      const added = await db.query('insert into used_nonce values ($1, $2) on conflict do nothing returning 1', [
        nonce,
        expires.toISOString(),
      ]);
      return added.length === 1;
    },

    addToken: async (tokenHash: string, deviceId: string, expires: Date): Promise<void> => {
      await db.query('insert into token values ($1, $2, $3)', [tokenHash, deviceId, expires.toISOString()]);
    },

    findByToken: async (tokenHash: string, now: Date): Promise<Device | undefined> =>
      (
        await db.query<Device>(
          `select ${columns} from device where revoked is null
           and id = (select device_id from token where token_hash = $1 and expires > $2)`,
          [tokenHash, now.toISOString()],
        )
      )[0],
  };
}
