import { useTranslation } from 'i18next-vue';
import { computed } from 'vue';
import type { KioskStatus } from '../../../../shared/ipc.ts';
import type { IconName } from '../../../components/icons.ts';
import { useFormat } from '../../../composables/use-format.ts';
import { useKioskStore } from '../../../stores/kiosk.ts';

export interface Trouble {
  readonly id: 'printer' | 'network' | 'reader' | 'outbox' | 'others';
  readonly icon: IconName;
  readonly what: string;
  /** In large type: only what one cannot do. */
  readonly short: string;
  /** Since when, and where else or what then. */
  readonly note: string;
}

/** What does not work here, said at the place where one begins. */
export function useTroubles() {
  const store = useKioskStore();
  const { t } = useTranslation();
  const { format } = useFormat();

  const printer = (status: KioskStatus): Trouble | null => {
    if (status.printer === 'ready' || status.printer === 'paper-low') return null;
    const words = {
      'paper-end': () => t('home.paperEnd'),
      'cover-open': () => t('home.coverOpen'),
      jam: () => t('home.jam'),
      absent: () => t('home.noPrinter'),
    };
    const time = format.value.clock(status.printerSince);
    const near = status.station.printsNearBy;
    const walk = near && format.value.walk(near.walkMinutes);
    return {
      id: 'printer',
      icon: 'noprint',
      short: t('home.shortPrinter'),
      what: words[status.printer](),
      note:
        near && walk
          ? t('home.printsNearBy', { time, name: near.name, walk: `${walk.figure} ${walk.unit}` })
          : t('home.since', { time }),
    };
  };
  const network = ({ offlineSince }: KioskStatus): Trouble | null =>
    offlineSince
      ? {
          id: 'network',
          icon: 'nonet',
          short: t('home.shortNetwork'),
          what: t('home.noNet'),
          note: t('home.noNetNote', { time: format.value.clock(offlineSince) }),
        }
      : null;
  const applying = ({ outbox, reader, readerSince }: KioskStatus): Trouble | null => {
    if (!outbox.usable)
      return {
        id: 'outbox',
        icon: 'x',
        short: t('home.shortApply'),
        what: t('home.cannotSave'),
        note: t('home.cannotSaveNote'),
      };
    if (reader === 'ready') return null;
    return {
      id: 'reader',
      icon: 'card',
      short: t('home.shortApply'),
      what: reader === 'absent' ? t('home.readerAbsent') : t('home.readerBroken'),
      note: t('home.readerNote', { time: format.value.clock(readerSince) }),
    };
  };

  const others = ({ away }: KioskStatus): Trouble | null => {
    const names = away.map((device) => t(`home.device.${device}`)).join(t('home.and'));
    return away.length === 0
      ? null
      : {
          id: 'others',
          icon: 'x',
          short: t('home.shortOthers', { names }),
          what: t('home.othersAway', { names }),
          note: t('home.othersNote'),
        };
  };

  return computed(() => {
    const { status } = store;
    const found = [printer(status), network(status), applying(status)].filter((trouble) => trouble !== null);
    // What most visitors never need gives way to what they do.
    const lesser = found.length < 2 ? others(status) : null;
    return lesser ? [...found, lesser] : found;
  });
}
