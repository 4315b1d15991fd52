import type { Database } from './database.ts';

export interface Device {
  readonly id: string;
  readonly stationId: string;
  readonly areaCode: string;
  readonly deviceKey: string;
  readonly slipKey: string;
  readonly certificate: string;
}

const columns =
  'id, station_id as "stationId", area_code as "areaCode", device_key as "deviceKey", slip_key as "slipKey", certificate';

/** Devices, the one-time codes that let them in, and their tokens. Codes and tokens are kept as hashes only. */
export function deviceRepository(db: Database) {
  return {
    addCode: async (codeHash: string, expires: Date): Promise<void> => {
      await db.query('insert into enrolment_code (code_hash, expires) values ($1, $2)', [
        codeHash,
        expires.toISOString(),
      ]);
    },

    /** Also one that was revoked: a key names one device, for good. */
    findByKey: async (deviceKey: string): Promise<Device | undefined> =>
      (await db.query<Device>(`select ${columns} from device where device_key = $1`, [deviceKey]))[0],

    /**
     * Burns the code and adds the device, or neither: `false` when the code is unknown, used or too old. A device that is
     * known is entered anew: the answer to its first enrolment may never have reached it. One that was revoked stays out.
     */
    enrol: (codeHash: string, device: Device, now: Date): Promise<boolean> =>
      db.transaction(async ({ query }) => {
        const burnt = await query(
          'update enrolment_code set used = $2 where code_hash = $1 and used is null and expires > $2 returning 1',
          [codeHash, now.toISOString()],
        );
        if (burnt.length === 0) return false;
        const entered = await query(
          `insert into device (id, station_id, area_code, device_key, slip_key, certificate, enrolled)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (id) do update
             set station_id = excluded.station_id, area_code = excluded.area_code, slip_key = excluded.slip_key,
                 certificate = excluded.certificate, enrolled = excluded.enrolled
             -- A public key proves nothing: whoever shows a known one may change neither its station nor its slip key.
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
        return entered.length === 1;
      }),

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
