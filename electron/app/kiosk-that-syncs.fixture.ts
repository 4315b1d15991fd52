import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Posting } from '../../shared/domain/posting.ts';
import { catalogueKinds, type CatalogueKind } from '../../shared/platform-api.ts';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import { putInto, samplePosting } from '../../tests/support/samples.ts';
import { manualClock } from '../platform/manual-clock.ts';
import { enrolledKiosk, passing } from './enrolled-kiosk.fixture.ts';
import { syncCatalogue, type Sync, type SyncParts, type SyncProgress } from './sync-catalogue.ts';

export const POLL_MS = 60_000;

/** An enrolled kiosk and a platform, for each test of a file; what is published and synced goes over the wire. */
export function kioskThatSyncs() {
  const clock = manualClock(new Date().toISOString());
  let platform: TestPlatform;
  let kiosk: Awaited<ReturnType<typeof enrolledKiosk>>;
  let sync: Sync | undefined;
  /** What was seen of the progress, at every change. */
  let seen: (SyncProgress | null)[] = [];
  /** Versions only rise, whatever a test did before. */
  let version = 0;

  const pageAfter = async (kind: CatalogueKind, after: number) =>
    (await platform.feed.page({ kind, after, began: 0, limit: 500 }, clock.now()))!;
  const endOfFeed = async (kind: CatalogueKind) => {
    let page = await pageAfter(kind, 0);
    while (page.remaining > 0) page = await pageAfter(kind, page.next);
    return { feed: page.feed, next: page.next };
  };

  beforeAll(async () => {
    platform = await startPlatform(clock.now);
  }, 30_000);
  afterAll(() => platform.close());
  beforeEach(async () => {
    version += 10;
    seen = [];
    kiosk = await enrolledKiosk(platform, clock);
    // From where the test before left the feed, so that its deletions do not stand in this one's pages.
    for (const kind of catalogueKinds) await putInto(kiosk.catalogue, kind, [], await endOfFeed(kind));
  });
  afterEach(async () => {
    expect(kiosk.defects).toEqual([]);
    await sync?.close();
    sync = undefined;
    await kiosk.close();
    // The feed belongs to all tests of a file: each leaves it empty.
    for (const kind of catalogueKinds) {
      const live = await platform.feed.liveIds(kind);
      await platform.withdraw(
        kind,
        live.map((one) => ({ id: one.id, version: one.version + 1 })),
      );
      await platform.feed.announceBulk(kind, 1, '-', new Date(0));
    }
  });

  const completeAt = async (kind: CatalogueKind) => (await kiosk.catalogue.cursor(kind)).completeAt;
  const allCompleteAt = () => Promise.all(catalogueKinds.map(completeAt));

  const begin = (given: Partial<SyncParts> = {}) => {
    sync = syncCatalogue({
      ...kiosk.common,
      catalogue: kiosk.catalogue,
      random: () => 0.5,
      clockTrusted: () => true,
      mayGrow: () => true,
      onChange: () => void seen.push(sync?.progress() ?? null),
      ...given,
    });
    return sync;
  };
  const filled = async () => {
    begin();
    await passing(clock, 0, allCompleteAt, (now) => now.every((at) => at !== null));
  };
  return {
    clock,
    platform: () => platform,
    kiosk: () => kiosk,
    sync: () => sync!,
    seen: () => seen,
    version: () => version,
    completeAt,
    begin,
    filled,
    /** Until the poll after this one is over. */
    synced: async () => {
      const before = await allCompleteAt();
      sync!.kick();
      await passing(clock, 1, allCompleteAt, (now) => now.every((at, i) => at !== null && at !== before[i]));
    },
    failed: (times: number) =>
      passing(
        clock,
        1_000,
        () => kiosk.logged('sync.failed').length,
        (n) => n >= times,
      ),
    many: (count: number, given: Partial<Posting> = {}) =>
      Array.from({ length: count }, (_, i) => samplePosting({ id: `p-${i}`, version, ...given })),
    some: (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => ({ id: `p-${from + i}`, version: version + 1 })),
    publishBad: (kind: CatalogueKind, ids: readonly string[]) =>
      platform.feed.publish(
        ids.map((id) => ({ kind, id, version, item: { id, version, title: 'no more than this' } })),
        clock.now(),
      ),
    doubtful: async (id: string) => (await kiosk.catalogue.posting(id))?.doubtful,
    /** Puts rows into the catalogue as an earlier sync had left them. */
    give: async (postings: readonly Posting[], next: number, feed?: string) =>
      putInto(kiosk.catalogue, 'posting', postings, { feed: feed ?? (await endOfFeed('posting')).feed, next }),
  };
}
