import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import type { Clock } from '../../platform/clock.ts';
import { lossOfWire, type Wire } from './wire.ts';

/** Node cannot wait for a character device, and a read that waited would hold a thread: it is looked at so often. */
export const LISTEN_MS = 20;
/** A printer that stands still takes nothing; so often it is offered the rest. */
export const OFFER_MS = 20;
const MOST_BYTES = 512;

const is = (error: unknown, code: string) => (error as NodeJS.ErrnoException).code === code;

export interface DeviceNode {
  readonly path: string;
  /** Whether anything comes back: usblp gives answers where the printer has an IN endpoint (devices.md 9.6). */
  readonly answers: boolean;
}

/** A device node that is written, and read, as it is: `/dev/usb/lp0`. */
export async function openNodeWire({ path, answers }: DeviceNode, clock: Clock): Promise<Wire | undefined> {
  const file = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY).catch(() => undefined);
  if (!file) return undefined;
  const { isLost, lose, onLost } = lossOfWire();
  const closing = new AbortController();
  const inTurn = oneAtATime(); // a status question must not fall into the middle of a slip
  let writing = new AbortController();
  let listener: (bytes: Uint8Array) => void = () => undefined;

  async function listen() {
    const room = Buffer.alloc(MOST_BYTES);
    // usblp refuses the first read of a printer without a way back: nothing will ever come.
    const ear = { isDeaf: false };
    while (!closing.signal.aborted && !ear.isDeaf && !isLost()) {
      const read = await file!.read(room, 0, room.length, null).catch((error: unknown) => {
        if (is(error, 'EINVAL')) ear.isDeaf = true;
        else if (!is(error, 'EAGAIN')) lose();
        return undefined;
      });
      if (read && read.bytesRead > 0) listener(Uint8Array.from(room.subarray(0, read.bytesRead)));
      else {
        // Nothing, and no "try again": an empty packet, or a node whose device is gone.
        if (read) await access(path).catch(lose);
        await clock.sleep(LISTEN_MS, closing.signal);
      }
    }
  }
  const listening = answers ? listen() : undefined;

  return {
    write: (bytes) => {
      const mine = writing;
      return inTurn(async () => {
        for (let done = 0; done < bytes.length && !isLost() && !mine.signal.aborted;) {
          const written = await file.write(bytes, done).catch((error: unknown) => {
            if (!is(error, 'EAGAIN')) lose();
            return { bytesWritten: 0 };
          });
          done += written.bytesWritten;
          if (written.bytesWritten === 0) await clock.sleep(OFFER_MS, mine.signal);
        }
        return !isLost() && !mine.signal.aborted;
      });
    },
    abandon: () => {
      writing.abort();
      writing = new AbortController();
    },
    onBytes: (take) => void (listener = take),
    onLost,
    close: async () => {
      lose();
      closing.abort();
      writing.abort();
      await listening;
      await file.close().catch(() => undefined);
    },
  };
}
