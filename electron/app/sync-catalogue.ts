import { catalogue as schemas, PAGE_LIMIT, type CatalogueKind, type Change } from '../../shared/platform-api.ts';
import type { Failure } from '../../shared/failure.ts';
import { backoffMs } from '../core/backoff.ts';
import { isOrdinary, matchesAnnouncement } from '../core/deletion-brake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Applied, Catalogue } from '../store/catalogue/contract.ts';
import type { PlatformClient, PlatformFailure } from '../upstream/contract.ts';
import { repeat } from './repeat.ts';

const POLL_MS = 60_000;
const POLL_SPREAD = 0.2;
const MOST_PAGES = 2_000;
const MOST_BAD_SHARE = 0.01;
/** Removals add up over so long, also over a restart; those that were not believed are judged anew at every poll. */
const BRAKE_WINDOW_MS = 24 * 3_600_000;
const END_OF_TIME = '9999';

export interface SyncProgress {
  readonly fetched: number;
  readonly remaining: number;
}

export interface Sync {
  /** While the first fill or a longer catching-up runs; `null` otherwise. */
  progress(): SyncProgress | null;
  kick(): void;
  close(): Promise<void>;
}

export interface SyncParts {
  readonly catalogue: Catalogue;
  readonly platform: PlatformClient;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly clockTrusted: () => boolean;
  readonly onDefect: (defect: unknown) => void;
  /** `false`: the disk is full, and what room there is belongs to submissions. */
  readonly mayGrow: () => boolean;
  /** New rows are there to be read. */
  readonly onChange: () => void;
}

type SyncFailure = PlatformFailure | (Failure<'store/full'> & { readonly retryAfterMs?: undefined });

/** Keeps the catalogue up to date: changes by cursor, page by page; a page is applied whole or not at all. */
export function syncCatalogue(parts: SyncParts): Sync {
  const { catalogue, platform, clock, random, log } = parts;
  let progress: SyncProgress | null = null;
  let tries = 0;

  const syncKind = async (kind: CatalogueKind): Promise<SyncFailure | undefined> => {
    const began = clock.monotonic();
    let rows = 0;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { after, feed, began: begun } = await catalogue.cursor(kind);
      const answer = await platform.call('changes', { query: { kind, after, began: begun, limit: PAGE_LIMIT } });
      if (!answer.ok) {
        if (answer.failure.problem !== 'cursor-gone' || after === 0) return answer.failure;
        await catalogue.beginResync(kind);
        continue;
      }
      const { changes, next, remaining, newest, bulk } = answer.value;
      // A platform that was set up anew counts from one again: our cursor means nothing there.
      if (feed !== null && feed !== answer.value.feed) {
        log('sync.other-feed', { kind });
        await catalogue.beginResync(kind);
        continue;
      }
      if (next <= after && changes.length > 0) return { code: 'platform/misbehaved', detail: 'cursor stands still' };
      const { good, removals, bad } = sift(kind, changes);
      if (bad > Math.max(1, changes.length * MOST_BAD_SHARE))
        return { code: 'platform/misbehaved', detail: `${bad} bad rows` };
      const isComplete = remaining === 0;
      // Before the cursor passes them: a power cut in between must not leave them here for good.
      await catalogue.doubt(kind, removals);
      const applied = await catalogue.apply(kind, good, {
        asked: after,
        feed: answer.value.feed,
        began: after === 0 ? newest : begun,
        next,
        completeAt: isComplete ? clock.now().toISOString() : null,
      });
      if (!applied.ok) return { code: applied.failure.code, detail: '' };
      // The file was begun anew while the page was on its way.
      if (applied.value === 'stale') continue;
      if (applied.value.conflicts > 0) log('sync.conflict', { kind });
      if (isComplete) {
        await catalogue.doubt(kind, await catalogue.unseen(kind));
        await settleDoubts(kind, bulk?.count ?? null);
      }
      rows += good.length;
      if (changes.length > 0) log('sync.page', { kind, rows: good.length, bad, remaining });
      progress = isComplete ? null : { fetched: await catalogue.count(kind), remaining };
      if (good.length > 0 || removals.length > 0 || isComplete) parts.onChange();
      if (isComplete) {
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
    const now = clock.now();
    // The window moves with a clock that is believed; with one that is not it stands open, and everything counts.
    const [since, until] = parts.clockTrusted()
      ? [new Date(now.getTime() - BRAKE_WINDOW_MS).toISOString(), now.toISOString()]
      : ['', END_OF_TIME];
    const removed = await catalogue.removedWithin(kind, since, until);
    const live = await catalogue.count(kind);
    // An announcement speaks of its own deletion; what left earlier that day is not in its count.
    const isAnnounced = announced !== null && matchesAnnouncement(ids.length, announced);
    if (!isAnnounced && !isOrdinary(removed + ids.length, live)) {
      log('sync.brake', { kind, asked: ids.length, live });
      return;
    }
    await catalogue.remove(kind, ids, now.toISOString());
  };

  const syncAll = async (): Promise<number> => {
    if (!parts.mayGrow()) {
      log('store.short', {});
      return POLL_MS;
    }
    let failure: SyncFailure | undefined;
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
  return { progress: () => progress, kick: loop.kick, close: loop.close };
}

/** Good rows, deletions, and how many were neither. One bad row is left out and counted; it does not stop the page. */
function sift(kind: CatalogueKind, changes: readonly Change[]) {
  const good: Applied[] = [];
  const removals: { readonly id: string; readonly version: number }[] = [];
  let bad = 0;
  for (const change of changes) {
    if ('gone' in change) removals.push(change);
    else {
      const item = schemas[kind].safeParse(change.item);
      const isSame = item.success && item.data.id === change.id && item.data.version === change.version;
      if (isSame) good.push({ kind, id: change.id, version: change.version, item: item.data });
      else bad += 1;
    }
  }
  return { good, removals, bad };
}
