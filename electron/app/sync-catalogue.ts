import {
  catalogue as schemas,
  catalogueKinds,
  PAGE_LIMIT,
  type CatalogueKind,
  type Change,
} from '../../shared/platform-api.ts';
import { backoffMs } from '../core/backoff.ts';
import { believesDeletion } from '../core/deletion-brake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Applied, Catalogue } from '../store/catalogue/contract.ts';
import type { PlatformClient, PlatformFailure } from '../upstream/contract.ts';
import { repeat } from './repeat.ts';

const POLL_MS = 60_000;
const POLL_SPREAD = 0.2;
const MOST_PAGES = 2_000;
const MOST_BAD_SHARE = 0.01;
/** Removals add up over so long; those that were not believed are judged anew at every poll. */
const BRAKE_WINDOW_MS = 24 * 3_600_000;

export interface SyncProgress {
  readonly fetched: number;
  readonly remaining: number;
}

export interface Sync {
  /** While the first fill or a longer catching-up runs; `null` otherwise. */
  progress(): SyncProgress | null;
  asOf(): Readonly<Record<CatalogueKind, string | null>>;
  kick(): void;
  close(): Promise<void>;
}

export interface SyncParts {
  readonly catalogue: Catalogue;
  readonly platform: PlatformClient;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
  /** New rows are there to be read. */
  readonly onChange: () => void;
}

/** Keeps the catalogue up to date: changes by cursor, page by page; a page is applied whole or not at all. */
export async function syncCatalogue(parts: SyncParts): Promise<Sync> {
  const { catalogue, platform, clock, random, log } = parts;
  const asOf: Record<CatalogueKind, string | null> = { posting: null, event: null, policy: null, course: null };
  for (const kind of catalogueKinds) asOf[kind] = (await catalogue.cursor(kind)).completeAt;
  const braked = new Map<CatalogueKind, { since: number; removed: number }>();
  let progress: SyncProgress | null = null;
  let tries = 0;

  const syncKind = async (kind: CatalogueKind): Promise<PlatformFailure | undefined> => {
    const began = clock.monotonic();
    let rows = 0;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { after } = await catalogue.cursor(kind);
      const answer = await platform.call('changes', { query: { kind, after, limit: PAGE_LIMIT } });
      if (!answer.ok) {
        if (answer.failure.problem !== 'cursor-gone' || after === 0) return answer.failure;
        await catalogue.beginResync(kind);
        continue;
      }
      const { changes, next, remaining, bulk } = answer.value;
      if (next <= after && changes.length > 0) return { code: 'platform/misbehaved', detail: 'cursor stands still' };
      const { good, removals, bad } = sift(kind, changes);
      if (bad > Math.max(1, changes.length * MOST_BAD_SHARE))
        return { code: 'platform/misbehaved', detail: `${bad} bad rows` };
      const isComplete = remaining === 0;
      // Before the cursor passes them: a power cut in between must not leave them here for good.
      await catalogue.doubt(kind, removals);
      const { conflicts } = await catalogue.apply(kind, good, next, isComplete ? clock.now().toISOString() : null);
      if (conflicts > 0) log('sync.conflict', { kind });
      if (isComplete) {
        await catalogue.doubt(kind, await catalogue.unseen(kind));
        await settleDoubts(kind, bulk?.count ?? null);
      }
      rows += good.length;
      if (changes.length > 0) log('sync.page', { kind, rows: good.length, bad, remaining });
      progress = isComplete ? null : { fetched: await catalogue.count(kind), remaining };
      if (good.length > 0 || removals.length > 0 || isComplete) parts.onChange();
      if (isComplete) {
        asOf[kind] = clock.now().toISOString();
        if (rows > 0) log('sync.done', { kind, rows, ms: clock.monotonic() - began });
        return undefined;
      }
    }
    return { code: 'platform/misbehaved', detail: 'endless pages' };
  };

  /**
   * The brake: a platform that suddenly deletes most of a kind is not believed without a second look. Rows whose end was
   * announced stay doubtful until then, so the count is of rows that we have, over all pages and polls.
   */
  const settleDoubts = async (kind: CatalogueKind, announced: number | null): Promise<void> => {
    const ids = await catalogue.doubted(kind);
    if (ids.length === 0) return;
    const now = clock.monotonic();
    const window = braked.get(kind);
    const { since, removed } = window && now - window.since < BRAKE_WINDOW_MS ? window : { since: now, removed: 0 };
    const live = await catalogue.count(kind);
    // An announcement speaks of its own deletion; what left earlier that day is not in its count.
    const isAnnounced = announced !== null && believesDeletion(ids.length, live, announced);
    if (!isAnnounced && !believesDeletion(removed + ids.length, live, announced)) {
      log('sync.brake', { kind, asked: ids.length, live });
      return;
    }
    await catalogue.remove(kind, ids);
    braked.set(kind, { since, removed: removed + ids.length });
  };

  const syncAll = async (): Promise<number> => {
    let failure: PlatformFailure | undefined;
    for (const kind of ['event', 'policy', 'posting', 'course'] as const) {
      const failed = await syncKind(kind);
      if (!failed) continue;
      log('sync.failed', { code: failed.code, detail: failed.detail });
      failure = failed;
      // A kind that is wrong does not hold up the others; a line that is down does.
      if (failed.code !== 'platform/misbehaved') break;
    }
    if (failure) {
      tries += 1;
      return failure.retryAfterMs ?? backoffMs(tries, random());
    }
    tries = 0;
    return POLL_MS * (1 + POLL_SPREAD * (2 * random() - 1));
  };

  const loop = repeat(clock, syncAll, parts.onDefect);
  return { progress: () => progress, asOf: () => asOf, kick: loop.kick, close: loop.close };
}

/** Good rows, deletions, and how many were neither. One bad row is left out and counted; it does not stop the page. */
function sift(kind: CatalogueKind, changes: readonly Change[]) {
  const good: Applied[] = [];
  const removals: string[] = [];
  let bad = 0;
  for (const change of changes) {
    if ('gone' in change) removals.push(change.id);
    else {
      const item = schemas[kind].safeParse(change.item);
      const isSame = item.success && item.data.id === change.id && item.data.version === change.version;
      if (isSame) good.push({ kind, id: change.id, version: change.version, item: item.data });
      else bad += 1;
    }
  }
  return { good, removals, bad };
}
