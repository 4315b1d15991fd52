import { useTranslation } from 'i18next-vue';
import { computed } from 'vue';
import { useFormat } from '../../../composables/use-format.ts';
import { useKioskStore } from '../../../stores/kiosk.ts';

type Fact = readonly [what: string, says: string];

/** What a technician asks first. */
export function useStatusFacts() {
  const store = useKioskStore();
  const { t } = useTranslation();
  const { format, now } = useFormat();
  const at = (instant: string) => format.value.asOf(instant, now.value);

  const machine = computed((): readonly Fact[] => {
    const { station, version, offlineSince, reader, readerSince, printer, printerSince, outbox, diskFull } =
      store.status;
    return [
      [t('status.station'), `${station.brand} · ${t(`status.kinds.${station.kind}`)}`],
      [t('status.version'), version],
      [t('status.network'), offlineSince ? t('status.offline', { time: at(offlineSince) }) : t('status.online')],
      [t('status.reader'), t('status.since', { state: t(`status.device.${reader}`), time: at(readerSince) })],
      [t('status.printer'), t('status.since', { state: t(`status.device.${printer}`), time: at(printerSince) })],
      [
        t('status.outbox'),
        outbox.usable
          ? t('status.outboxSays', { waiting: outbox.waiting, aside: outbox.setAside })
          : t('status.outboxOff'),
      ],
      ...(outbox.oldestAt === null ? [] : [[t('status.oldest'), at(outbox.oldestAt)] as const]),
      ...(diskFull ? [[t('status.disk'), t('status.diskFull')] as const] : []),
    ];
  });
  const news = computed((): readonly Fact[] => {
    const { asOf, sync } = store.status;
    const kinds = ['posting', 'event', 'policy', 'course'] as const;
    return [
      ...kinds.map((kind): Fact => {
        const last = asOf[kind];
        return [t(`status.${kind}`), last ? at(last) : t('status.never')];
      }),
      [
        t('status.sync'),
        sync ? t('status.syncSays', { fetched: sync.fetched, remaining: sync.remaining }) : t('status.syncDone'),
      ],
    ];
  });
  return { machine, news };
}
