import type { Transmit } from './apdu.ts';

/** A card in a slot, for as long as it is there. */
export interface InsertedCard {
  readonly transmit: Transmit;
  /** Lets others have the card, once its running answer has come; nothing is sent to it afterwards. It stays powered. */
  release(): Promise<void>;
}

/** The least that is needed of PC/SC: cards that come and go in any of its slots, and the loss of all of them. */
export interface SlotPort {
  /** Told of each card that comes and goes, at once of those that are there already. */
  onCard(listener: (card: InsertedCard, isIn: boolean) => void): void;
  /** Whether a slot is there at all; told at every change. */
  onSlots(listener: (count: number) => void): void;
  onLost(listener: () => void): void;
  close(): Promise<void>;
}
