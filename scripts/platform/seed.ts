import type { KioskConfig } from '../../kiosk-config/config.ts';
import { localTime } from '../../shared/rules/service-hours.ts';
import { generate } from './generator/generate.ts';
import { importDocuments } from './import/documents-folder.ts';
import type { Platform } from './open-platform.ts';
import type { Publication } from './store/feed-repository.ts';

const SEED = 20_261_121;
const HOURS_MS = 3_600_000;

export interface SeedCounts {
  readonly postings: number;
  readonly events: number;
  readonly courses: number;
  readonly policies: number;
}
export const fullSeed: SeedCounts = { postings: 20_000, events: 300, courses: 40, policies: 12 };

/** Fills an empty platform around one station. Nothing is invented beside real documents: with a folder of them, the samples stay out. */
export async function seed(
  platform: Platform,
  station: Pick<KioskConfig['station'], 'id' | 'coordinates' | 'areaCode' | 'areaCodes'>,
  documentsFolder: string | null,
  now: Date,
  report: (line: string) => void,
  counts: SeedCounts = fullSeed,
): Promise<void> {
  if ((await platform.feed.liveIds('posting')).length > 0) return;
  const { coordinates, areaCode, areaCodes } = station;
  const content = generate({ seed: SEED, now, station: { ...coordinates, areaCode, areaCodes }, ...counts });
  const documents = documentsFolder === null ? undefined : importDocuments(documentsFolder);
  for (const { file, reason } of documents?.refused ?? []) report(`${file}: not imported: ${reason}`);

  const rows = (kind: Publication['kind'], items: readonly { id: string; version: number }[]): Publication[] =>
    items.map((item) => ({ kind, id: item.id, version: item.version, item }));
  await platform.feed.publish(
    [
      ...rows('policy', documents?.policies ?? content.policies),
      ...rows('event', content.events),
      ...rows('course', content.courses),
      ...rows('posting', content.postings),
    ],
    now,
  );

  const today = localTime(now);
  const endOfDuty = new Date(`${today.day}T17:30:00+08:00`);
  await platform.stations.setDuty(
    station.id,
    endOfDuty > now ? { name: '李敏', until: endOfDuty.toISOString() } : null,
  );
  const asOf = new Date(now.getTime() - HOURS_MS).toISOString();
  await platform.stations.addNeighbour(station.id, { name: '槐荫驿站', walkMinutes: 9, prints: true, asOf });
  await platform.stations.addNeighbour(station.id, { name: '顺河驿站', walkMinutes: 17, prints: true, asOf });
}
