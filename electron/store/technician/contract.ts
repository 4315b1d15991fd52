/** Who may look after the machine: whoever knows this minute's code, or lays a card that was made known here. */
export interface TechnicianDoor {
  /** Each code opens once; after five wrong ones the door stays shut for a quarter of an hour. */
  checkCode(code: string): 'right' | 'wrong' | 'locked';
  knowsCard(number: string): boolean;
  makeCardKnown(number: string): void;
}
