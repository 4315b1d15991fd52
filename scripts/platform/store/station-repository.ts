import type { StationNews } from '../../../shared/domain/station.ts';
import type { HelpCase } from '../../../shared/platform-api.ts';
import type { Database } from './database.ts';

const instant = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Who is on duty where, which stations lie near, and who has asked for help. */
export function stationRepository(db: Database) {
  return {
    news: async (stationId: string, now: Date): Promise<StationNews> => {
      const [duty] = await db.query<{ name: string; until: string }>(
        `select name, ${instant('until')} as until from station_duty where station_id = $1 and until > $2`,
        [stationId, now.toISOString()],
      );
      const neighbours = await db.query<StationNews['neighbours'][number]>(
        `select name, walk_minutes as "walkMinutes", prints, ${instant('as_of')} as "asOf"
         from station_neighbour where station_id = $1 order by walk_minutes`,
        [stationId],
      );
      return { stationId, duty: duty ?? null, neighbours };
    },

    setDuty: async (stationId: string, duty: { name: string; until: string } | null): Promise<void> => {
      await db.query(
        `insert into station_duty values ($1, $2, $3)
         on conflict (station_id) do update set name = excluded.name, until = excluded.until`,
        [stationId, duty?.name ?? null, duty?.until ?? null],
      );
    },

    addNeighbour: async (stationId: string, neighbour: StationNews['neighbours'][number]): Promise<void> => {
      await db.query(
        `insert into station_neighbour values ($1, $2, $3, $4, $5)
         on conflict (station_id, name) do update set prints = excluded.prints, as_of = excluded.as_of`,
        [stationId, neighbour.name, neighbour.walkMinutes, neighbour.prints, neighbour.asOf],
      );
    },

    /** Opens the case, or tells how it stands; `undefined` when it is another station's. */
    ask: async (id: string, stationId: string, screen: string, now: Date): Promise<HelpCase | undefined> => {
      await db.query(`insert into help_case values ($1, $2, $3, 'open', null, $4) on conflict (id) do nothing`, [
        id,
        stationId,
        screen,
        now.toISOString(),
      ]);
      const [row] = await db.query<{ state: HelpCase['state']; answeredBy: string | null }>(
        'select state, answered_by as "answeredBy" from help_case where id = $1 and station_id = $2',
        [id, stationId],
      );
      return row && { caseId: id, ...row };
    },

    openCases: (stationId: string): Promise<{ id: string; screen: string }[]> =>
      db.query(`select id, screen from help_case where station_id = $1 and state = 'open' order by opened`, [
        stationId,
      ]),

    answer: async (id: string, by: string): Promise<boolean> =>
      (
        await db.query(
          `update help_case set state = 'answered', answered_by = $2 where id = $1 and state = 'open' returning 1`,
          [id, by],
        )
      ).length === 1,
  };
}
