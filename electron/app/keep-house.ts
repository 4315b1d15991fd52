import { localTime } from '../../shared/rules/service-hours.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Catalogue } from '../store/catalogue/contract.ts';
import type { Outbox } from '../store/outbox/contract.ts';
import type { Reserve } from '../store/reserve/contract.ts';
import { repeat, type Repeated } from './repeat.ts';

/** A damaged outbox is known within five seconds (reliability.md D7). */
const WATCH_MS = 4_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What has waited for so long is told of every day; it is never deleted for its age (reliability.md 3.5). */
const OVERDUE_MS = 7 * DAY_MS;
const NIGHT_FROM = '03:00';
const NIGHT_UNTIL = '05:00';
const SUNDAY = 0;

export interface HouseParts {
  readonly outbox: Outbox;
  readonly catalogue: Catalogue;
  readonly reserve: Reserve;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
  /** The outbox became unusable, or usable again. */
  readonly onChange: () => void;
}

/** Looks after the disk: the outbox all the time, room every hour, the rest at night when nobody waits for it. */
export function keepHouse(parts: HouseParts): Repeated {
  const { outbox, catalogue, reserve, clock, log, onDefect, onChange } = parts;
  let cleanedOn = '';

  const watch = repeat(
    clock,
    async () => {
      const wasUsable = outbox.usable();
      await outbox.verify('quick');
      if (outbox.usable() !== wasUsable) onChange();
      return WATCH_MS;
    },
    onDefect,
  );

  const cleanAtNight = async (): Promise<void> => {
    const { day, time } = localTime(clock.now());
    if (time < NIGHT_FROM || time >= NIGHT_UNTIL || day === cleanedOn) return;
    cleanedOn = day;
    await catalogue.checkpoint();
    if (new Date(`${day}T00:00:00Z`).getUTCDay() !== SUNDAY) return;
    await catalogue.verify('full');
    await outbox.verify('full');
  };

  const complainOfOverdue = async (): Promise<void> => {
    const { waiting, oldestAt } = await outbox.counts();
    const age = oldestAt === null ? 0 : clock.now().getTime() - Date.parse(oldestAt);
    if (age > OVERDUE_MS) log('outbox.overdue', { waiting, days: Math.floor(age / DAY_MS) });
  };

  let complainedAt = -Infinity;
  const rounds = repeat(
    clock,
    async () => {
      await reserve.refill();
      await cleanAtNight();
      if (clock.monotonic() - complainedAt >= DAY_MS) {
        complainedAt = clock.monotonic();
        await complainOfOverdue();
      }
      return HOUR_MS;
    },
    onDefect,
  );

  return {
    kick: () => {
      watch.kick();
      rounds.kick();
    },
    close: async () => void (await Promise.all([watch.close(), rounds.close()])),
  };
}
