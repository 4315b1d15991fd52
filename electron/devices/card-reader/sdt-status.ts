import type { ReadFailure } from './contract.ts';

/** What the driver does next; the last column of devices.md 1.3. */
export type Next =
  | 'proceed'
  /** Nothing new lies there: the ordinary end of a read. */
  | 'ask-later'
  /** The same question once more, then it counts as line noise. */
  | 'repeat'
  | 'find-again'
  | 'reset'
  | 'give-up'
  | 'out-of-order';

export interface Status {
  readonly name: string;
  readonly technician: string;
  /** For whoever stands there, where no screen of ours says it. */
  readonly says: string;
  /** What a read that ends here comes to. */
  readonly failure: ReadFailure['code'];
  readonly next: Next;
}

const row = (name: string, next: Next, failure: Status['failure'], technician: string, says: string): Status => {
  return { name, next, failure, technician, says };
};

/** SW3, a row each (devices.md 1.3). */
export const statuses: Readonly<Record<number, Status>> = {
  0x90: row('ok', 'proceed', 'reader/unreadable', 'done', '读好了'),
  0x9f: row('found', 'proceed', 'reader/unreadable', 'a card answered the radio field', '找到证件了'),
  0x91: row('nothing-stored', 'proceed', 'reader/unreadable', 'the card has no such item', '证上没有这一项'),
  0x80: row(
    'no-card',
    'ask-later',
    'reader/no-card',
    'nothing answered, or a card already read was not lifted',
    '请把证件放在读卡区',
  ),
  0x81: row(
    'select-failed',
    'find-again',
    'reader/moved',
    'the found card went away or is not an ID card',
    '请把证件拿开，再放一次',
  ),
  0x10: row(
    'host-checksum',
    'repeat',
    'reader/unreadable',
    'the module got our request with a wrong check',
    '没读出来，请再放一次',
  ),
  0x11: row(
    'host-length',
    'repeat',
    'reader/unreadable',
    'the module got our request with a wrong length',
    '没读出来，请再放一次',
  ),
  0x21: row(
    'bad-command',
    'find-again',
    'reader/unreadable',
    'command, parameter or order not accepted',
    '没读出来，请再放一次',
  ),
  0x23: row(
    'not-permitted',
    'give-up',
    'reader/out-of-order',
    'the module refuses this command for this host',
    '这台读卡器做不了这一步',
  ),
  0x24: row('unknown-error', 'reset', 'reader/unreadable', 'the module itself does not know', '没读出来，请再放一次'),
  0x31: row(
    'card-rejects-module',
    'find-again',
    'reader/unreadable',
    'the card does not accept the module',
    '这张证读不出来',
  ),
  0x32: row(
    'module-rejects-card',
    'find-again',
    'reader/unreadable',
    'the module does not accept the card',
    '这张证读不出来',
  ),
  0x33: row(
    'data-verification',
    'give-up',
    'reader/invalid-card',
    'signature over the content does not hold',
    '证上的信息核对不上',
  ),
  0x40: row(
    'unknown-card-type',
    'give-up',
    'reader/unsupported-card',
    'not a card that this firmware knows',
    '还不认得这种证件',
  ),
  0x41: row(
    'read-failed',
    'find-again',
    'reader/moved',
    'the card left the field in mid-read, or poor coupling',
    '请放平，读完再拿开',
  ),
  0x47: row(
    'random-failed',
    'find-again',
    'reader/moved',
    'the module got no random number from the card',
    '请把证件拿开，再放一次',
  ),
  0x60: row(
    'self-test-failed',
    'out-of-order',
    'reader/out-of-order',
    'self-test failed: power-cycle, then replace',
    '读卡器坏了',
  ),
  0x66: row(
    'module-unauthorised',
    'out-of-order',
    'reader/out-of-order',
    'never activated, or revoked',
    '读卡器还没授权',
  ),
};

/** Any other SW3 is treated as 24 (U); its number goes into the failure's detail. */
const UNKNOWN = row(
  'unlisted',
  'reset',
  'reader/unreadable',
  'a status that the sheet does not list',
  '没读出来，请再放一次',
);

export const statusOf = (sw3: number): Status => statuses[sw3] ?? UNKNOWN;
