/** Commands and status words of ISO 7816-4 as social-security cards use them (devices.md 6.2, 6.5). */

/** `sx1.sh.社会保障`: the name of the social-security environment, ASCII and GBK. */
const ENVIRONMENT = [0x73, 0x78, 0x31, 0x2e, 0x73, 0x68, 0x2e, 0xc9, 0xe7, 0xbb, 0xe1, 0xb1, 0xa3, 0xd5, 0xcf];

export const selectEnvironment = () => Uint8Array.of(0x00, 0xa4, 0x04, 0x00, ENVIRONMENT.length, ...ENVIRONMENT);
/** Some cards want P1 = 00 instead of 02. */
export const selectFile = (file: number, p1: 0x02 | 0x00 = 0x02) =>
  Uint8Array.of(0x00, 0xa4, p1, 0x00, 2, file >> 8, file & 0xff);
export const readRecord = (record: number, le: number) => Uint8Array.of(0x00, 0xb2, record, 0x04, le);
export const readByTag = (tag: number, le: number) => Uint8Array.of(0x00, 0xb2, tag, 0x00, le);
const getResponse = (le: number) => Uint8Array.of(0x00, 0xc0, 0x00, 0x00, le);

export type ApduStatus =
  | 'ok'
  | 'more-data'
  | 'wrong-le'
  | 'file-invalidated'
  | `pin-wrong-${number}-left`
  | 'bad-length'
  | 'needs-authentication'
  | 'blocked'
  | 'conditions'
  | 'function-not-supported'
  | 'file-not-found'
  | 'record-not-found'
  | 'bad-parameters'
  | 'unknown-command'
  | 'unknown-class'
  | 'unlisted';

const meanings: Readonly<Record<number, ApduStatus>> = {
  0x9000: 'ok',
  0x6283: 'file-invalidated',
  0x6700: 'bad-length',
  0x6982: 'needs-authentication',
  0x6983: 'blocked',
  0x6985: 'conditions',
  0x6a81: 'function-not-supported',
  0x6a82: 'file-not-found',
  0x6a83: 'record-not-found',
  0x6a86: 'bad-parameters',
  0x6d00: 'unknown-command',
  0x6e00: 'unknown-class',
};

/** What the two last bytes of an answer mean (ISO 7816-4, devices.md 6.5). */
export function meaningOf(status: number): ApduStatus {
  if (status >> 8 === 0x61) return 'more-data';
  if (status >> 8 === 0x6c) return 'wrong-le';
  if ((status & 0xfff0) === 0x63c0) return `pin-wrong-${status & 0x0f}-left`;
  return meanings[status] ?? 'unlisted';
}

export interface ApduAnswer {
  readonly status: number;
  readonly meaning: ApduStatus;
  /** The asker's to wipe. */
  readonly data: Uint8Array;
}

/** `undefined` when it has not even a status. */
export function answerOf(bytes: Uint8Array): ApduAnswer | undefined {
  if (bytes.length < 2) return undefined;
  const status = (bytes.at(-2)! << 8) | bytes.at(-1)!;
  return { status, meaning: meaningOf(status), data: bytes.subarray(0, -2) };
}

/** Rejects when the card is gone, or the reader. */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>;

/**
 * One command and its answer: a length that the card wants otherwise is asked for again, and a rest that waits is fetched,
 * each at most once (T = 0). PIN and external authentication are never sent: three wrong ones block a card.
 */
export async function exchange(transmit: Transmit, command: Uint8Array): Promise<ApduAnswer | undefined> {
  let answer = answerOf(await transmit(command));
  if (answer?.meaning === 'wrong-le') {
    answer = answerOf(await transmit(Uint8Array.of(...command.subarray(0, 4), answer.status & 0xff)));
  }
  if (answer?.meaning === 'more-data') answer = answerOf(await transmit(getResponse(answer.status & 0xff)));
  return answer;
}
