import type { CardHolder } from '../../../shared/domain/resident.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/result.ts';

export type ReadFailure = Failure<
  | 'reader/disconnected'
  | 'reader/no-card'
  | 'reader/unreadable'
  | 'reader/moved'
  | 'reader/unsupported-card'
  | 'reader/invalid-card'
  /** A social-security card of the third generation: sound, but the holder's data are closed to us (devices.md 6.4). */
  | 'reader/needs-authorisation'
  | 'reader/card-blocked'
  | 'reader/out-of-order'
>;

export type ReaderState = 'ready' | 'absent' | 'out-of-order';

/** `unknown`: this module, or this moment, cannot say. */
export type Presence = 'lies' | 'lifted' | 'unknown';

export interface CardReader {
  /**
   * Asks once whether a new card lies there and reads it: find, select, read. `reader/no-card` is the ordinary answer;
   * a card that was read is not found again before it has been lifted (devices.md 1.7).
   */
  read(): Promise<Result<CardHolder, ReadFailure>>;
  /** Whether the card that was read last still lies there. Tells nothing else of it and never begins anything. */
  presence(): Promise<Presence>;
  /** What it says of itself, for technicians: its module's number. */
  about(): Promise<readonly string[]>;
  state(): ReaderState;
  onState(listener: (state: ReaderState) => void): void;
  close(): Promise<void>;
}
