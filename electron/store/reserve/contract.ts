/** Room kept back for the hour in which the disk is full (reliability.md 2.1). */
export interface Reserve {
  /** The disk was full: what is left is for submissions, their delivery and the log. Nothing else may grow. */
  isSpent(): boolean;
  spend(): void;
  /** Keeps it back, at first and again when there is plenty. */
  refill(): Promise<void>;
}
