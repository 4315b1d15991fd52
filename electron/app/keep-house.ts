import { localTime } from '../../shared/rules/service-hours.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Catalogue } from '../store/catalogue/contract.ts';
import type { Outbox } from '../store/outbox/contract.ts';
import type { Reserve } from '../store/reserve/contract.ts';
import { repeat } from './repeat.ts';

/** A damaged outbox is known within five seconds (reliability.md D7). */
const WATCH_MS = 4_000;
/** Short enough that a visitor at three does not cost the station its night. */
const ROUND_MS = 20 * 60_000;
const SETTLE_MS = 30_000;
const DAY_MS = 24 * 3_600_000;
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
  /** Nobody stands at the glass: what takes long may be done. */
  readonly isIdle: () => boolean;
  /** The outbox became unusable, or usable again. */
  readonly onChange: () => void;
}

/** Looks after the disk: the outbox all the time, room every hour, the rest at night when nobody waits for it. */
export function keepHouse(parts: HouseParts): { close(): Promise<void> } {
  const { outbox, catalogue, reserve, clock, log, onDefect, onChange } = parts;
  let cleanedOn = '';
  let complainedAt = -Infinity;
  let wasUsable = outbox.usable();

  const watch = repeat(
    clock,
    async () => {
      await outbox.verify('quick');
      // Somebody else may have met the damage since the last look.
      if (outbox.usable() !== wasUsable) onChange();
      wasUsable = outbox.usable();
      return WATCH_MS;
    },
    onDefect,
  );

  const cleanAtNight = async (): Promise<void> => {
    const { day, time } = localTime(clock.now());
    if (time < NIGHT_FROM || time >= NIGHT_UNTIL || day === cleanedOn || !parts.isIdle()) return;
    await catalogue.checkpoint();
    if (new Date(`${day}T00:00:00Z`).getUTCDay() === SUNDAY) {
      await catalogue.verify('full');
      await outbox.verify('full');
    }
    cleanedOn = day;
  };

  const complainOfOverdue = async (): Promise<void> => {
    if (clock.monotonic() - complainedAt < DAY_MS) return;
    const { waiting, oldestAt } = await outbox.counts();
    const age = oldestAt === null ? 0 : clock.now().getTime() - Date.parse(oldestAt);
    if (age > OVERDUE_MS) log('outbox.overdue', { waiting, days: Math.floor(age / DAY_MS) });
    complainedAt = clock.monotonic();
  };

  let hasSettled = false;
  const rounds = repeat(
    clock,
    async () => {
      // First of all the screen is to come up.
      if (!hasSettled) {
        hasSettled = true;
        return SETTLE_MS;
      }
      // Each by itself: a disk that has no room for one duty must not silence the others.
      for (const duty of [reserve.refill, cleanAtNight, complainOfOverdue]) await duty().catch(onDefect);
      return ROUND_MS;
    },
    onDefect,
  );

  return { close: async () => void (await Promise.all([watch.close(), rounds.close()])) };
}
