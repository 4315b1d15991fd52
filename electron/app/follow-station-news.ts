import type { StationNews } from '../../shared/domain/station.ts';
import type { Clock } from '../platform/clock.ts';
import type { PlatformClient } from '../upstream/contract.ts';
import type { VisitHost } from './host-visit.ts';
import { repeat, type Repeated } from './repeat.ts';

const NEWS_MS = 60_000;
/** While somebody stands here, or while the platform is out of reach, it is asked so often: the tiles must say what is so. */
const PROBE_MS = 10_000;

export interface NewsParts {
  readonly platform: PlatformClient;
  readonly host: VisitHost;
  readonly clock: Clock;
  readonly onChange: () => void;
  readonly onDefect: (defect: unknown) => void;
}

/** Who is on duty and which stations are near, as the platform says it; asking is also what tells that it is in reach. */
export function followStationNews({ platform, host, clock, onChange, onDefect }: NewsParts): Repeated & {
  readonly news: () => StationNews | undefined;
} {
  let news: StationNews | undefined;
  const loop = repeat(
    clock,
    async () => {
      const answer = await platform.call('station');
      if (answer.ok) news = answer.value;
      onChange();
      return platform.online() && host.session().state === 'attract' ? NEWS_MS : PROBE_MS;
    },
    onDefect,
  );
  host.onChange((now, before) => {
    if (now.state === 'visiting' && before.state === 'attract') loop.kick();
  });
  return { ...loop, news: () => news };
}
