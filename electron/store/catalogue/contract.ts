import type {
  EventPage,
  EventQuery,
  EventView,
  PolicyPage,
  PostingPage,
  PostingQuery,
  PostingView,
  TextQuery,
} from '../../../shared/domain/listing.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { CatalogueItem, CatalogueKind } from '../../../shared/platform-api.ts';
import type { Result } from '../../../shared/result.ts';

export interface Applied {
  readonly kind: CatalogueKind;
  readonly id: string;
  readonly version: number;
  readonly item: CatalogueItem<CatalogueKind>;
}

export interface Cursor {
  /** Ask the platform for what comes after this. */
  readonly after: number;
  /** When the platform last said that nothing remains; `null` before the first fill. */
  readonly completeAt: string | null;
  /** Whose numbers these are; `null` before the first page. */
  readonly feed: string | null;
  /** The feed's newest number when this fill began: what was deleted before that was never here. */
  readonly began: number;
}

/** Where a page stands in its feed. */
export interface PagePlace extends Omit<Cursor, 'after' | 'feed'> {
  /** Asked after this number: a catalogue that stands elsewhere by now was begun anew, and takes nothing. */
  readonly asked: number;
  readonly feed: string;
  readonly next: number;
}

/** A row that is to go, as the one who says so knows it: a newer one of ours stays. */
export interface Doubt {
  readonly id: string;
  readonly version: number;
}

/** What the platform can send again. Everything here may be lost and fetched anew. */
export interface Catalogue {
  /** `false`: its disk fails; it lives in memory until the next start. */
  isKept(): boolean;
  cursor(kind: CatalogueKind): Promise<Cursor>;
  /** One page, whole or not at all. An older version changes nothing; equal version with another content counts as a conflict. */
  apply(
    kind: CatalogueKind,
    changes: readonly Applied[],
    page: PagePlace,
  ): Promise<Result<{ readonly conflicts: number } | 'stale', Failure<'store/full'>>>;
  /** Begins a fetch from zero: rows not seen again by its end are the ones that are gone. */
  beginResync(kind: CatalogueKind): Promise<void>;
  /** Rows that a finished resync did not see. */
  unseen(kind: CatalogueKind): Promise<readonly Doubt[]>;
  /** Removes the rows and remembers how many and when; or marks them doubtful until the removal is believed. */
  remove(kind: CatalogueKind, ids: readonly string[], at: string): Promise<void>;
  /** How many were removed between the two. What is outside is forgotten: too long ago, or from a clock that was wrong. */
  removedWithin(kind: CatalogueKind, since: string, until: string): Promise<number>;
  doubt(kind: CatalogueKind, rows: readonly Doubt[]): Promise<void>;
  doubted(kind: CatalogueKind): Promise<readonly string[]>;
  count(kind: CatalogueKind): Promise<number>;

  postings(query: PostingQuery, today: string): Promise<PostingPage>;
  posting(id: string): Promise<PostingView | undefined>;
  /** Published since the beginning of the day, and the shortest walk of all. */
  headlines(today: string): Promise<{ newToday: number; nearestMinutes: number | null }>;
  events(query: EventQuery, now: string): Promise<EventPage>;
  event(id: string): Promise<EventView | undefined>;
  policies(query: TextQuery): Promise<PolicyPage>;
  policy(id: string): Promise<Policy | undefined>;
  /** All text that a search looks through, for finding words by their sound. */
  words(kind: 'event' | 'policy'): Promise<string>;
  /** Moves the log into the file, so that it does not grow for ever. */
  checkpoint(): Promise<void>;
  /** Looks through the file on the disk; a damaged one is set aside and begun anew. */
  verify(depth: 'quick' | 'full'): Promise<void>;
  close(): Promise<void>;
}
