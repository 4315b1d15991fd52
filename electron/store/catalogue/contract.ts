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

export type Applied =
  | {
      readonly kind: CatalogueKind;
      readonly id: string;
      readonly version: number;
      readonly item: CatalogueItem<CatalogueKind>;
    }
  | { readonly kind: CatalogueKind; readonly id: string; readonly version: number; readonly item: null };

export interface Cursor {
  /** Ask the platform for what comes after this. */
  readonly after: number;
  /** When the platform last said that nothing remains; `null` before the first fill. */
  readonly completeAt: string | null;
  /** Whose numbers these are; `null` before the first page. */
  readonly feed: string | null;
}

/** A row that is to go, as the one who says so knows it: a newer one of ours stays. */
export interface Doubt {
  readonly id: string;
  readonly version: number;
}

/** What the platform can send again. Everything here may be lost and fetched anew. */
export interface Catalogue {
  cursor(kind: CatalogueKind): Promise<Cursor>;
  /** One page, whole or not at all. An older version changes nothing; equal version with another content counts as a conflict. */
  apply(
    kind: CatalogueKind,
    changes: readonly Applied[],
    next: number,
    completeAt: string | null,
  ): Promise<Result<{ conflicts: number }, Failure<'store/full'>>>;
  followFeed(kind: CatalogueKind, feed: string): Promise<void>;
  /** Begins a fetch from zero: rows not seen again by its end are the ones that are gone. */
  beginResync(kind: CatalogueKind, feed: string | null): Promise<void>;
  /** Rows that a finished resync did not see. */
  unseen(kind: CatalogueKind): Promise<readonly Doubt[]>;
  /** Removes the rows and remembers how many and when; or marks them doubtful until the removal is believed. */
  remove(kind: CatalogueKind, ids: readonly string[], at: string): Promise<void>;
  /** How many were removed since then. What is older is forgotten. */
  removedSince(kind: CatalogueKind, instant: string): Promise<number>;
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
