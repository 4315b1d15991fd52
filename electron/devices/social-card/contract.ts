import type { Transmit } from './apdu.ts';

/** A card in a slot, for as long as it is there. */
export interface InsertedCard {
  readonly transmit: Transmit;
  /** Lets others have the card; it stays powered. */
  release(): Promise<void>;
}

/** The least that is needed of PC/SC: cards that come and go in any of its slots, and the loss of all of them. */
export interface SlotPort {
  /** At once when a card is there already; `undefined` when it was taken out. */
  onCard(listener: (card: InsertedCard | undefined) => void): void;
  /** Whether a slot is there at all; told at every change. */
  onSlots(listener: (count: number) => void): void;
  onLost(listener: () => void): void;
  close(): Promise<void>;
}
