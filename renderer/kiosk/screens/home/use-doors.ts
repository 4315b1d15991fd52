import { useTranslation } from 'i18next-vue';
import { computed } from 'vue';
import type { TileState } from '../../../../shared/ipc.ts';
import type { Route } from '../../../../shared/visit.ts';
import { local } from '../../../composables/format.ts';
import { useFormat } from '../../../composables/use-format.ts';
import { useVisit } from '../../../composables/use-visit.ts';
import { useKioskStore } from '../../../stores/kiosk.ts';
import type { IconName } from '../../../components/icons.ts';

export interface Door {
  readonly icon: IconName;
  readonly name: string;
  readonly live: string;
  readonly state: TileState;
  readonly to: Route;
  /** What is written in the picture. */
  readonly picture?: string;
}

/** The longest title of an event that stands on its door; a longer one is met behind it. */
const LONGEST_TITLE = 6;

/** The four doors, each honest about how far it opens. */
export function useDoors() {
  const store = useKioskStore();
  const visit = useVisit();
  const { t } = useTranslation();
  const { format, now } = useFormat();

  const jobs = () => {
    const { newToday, nearestMinutes } = store.status.headlines;
    if (nearestMinutes === null) return t('home.jobsPlain');
    const { figure, unit } = format.value.walk(nearestMinutes);
    const walk = `${figure} ${unit}`;
    return newToday > 0 ? t('home.jobsNew', { n: newToday, walk }) : t('home.jobsNearest', { walk });
  };
  const events = () => {
    const next = store.status.headlines.nextEvent;
    if (!next) return t('home.eventsNone');
    const when = format.value.when(next.startsAt, now.value);
    return next.title.length <= LONGEST_TITLE
      ? t('home.eventsNext', { when, title: next.title })
      : t('home.eventsNextLong', { when });
  };
  const live = (state: TileState, ready: () => string, asOf: string | null) => {
    if (state === 'saves-only') return t('home.savesOnly');
    if (state === 'updating') return t('home.updating');
    if (state === 'off') return t('home.off');
    if (state === 'offline' && asOf) return t('home.offline', { time: format.value.clock(asOf) });
    return visit.value.modes.elder ? '' : ready();
  };

  return computed((): readonly Door[] => {
    const { tiles, asOf } = store.status;
    return [
      {
        icon: 'tools',
        name: t('home.jobs'),
        live: live(tiles.jobs, jobs, asOf.posting),
        state: tiles.jobs,
        to: { name: 'jobs', chips: ['near'], page: 0 },
      },
      {
        icon: 'shop',
        name: t('home.hiring'),
        live: live(tiles.hiring, () => t('home.hiringReady'), null),
        state: tiles.hiring,
        to: { name: 'hiring' },
      },
      {
        icon: 'calendar',
        name: t('home.events'),
        live: live(tiles.events, events, asOf.event),
        state: tiles.events,
        to: { name: 'events', filter: 'all', text: '', page: 0 },
        picture: String(local(now.value).date),
      },
      {
        icon: 'policy',
        name: t('home.policies'),
        live: live(tiles.policies, () => t('home.policiesReady'), asOf.policy),
        state: tiles.policies,
        to: { name: 'policies', text: '', page: 0 },
      },
    ];
  });
}
