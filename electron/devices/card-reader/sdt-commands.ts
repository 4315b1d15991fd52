import { encodeRequest, type Answer } from './sdt-frame.ts';

export type Question =
  | 'reset'
  | 'status'
  | 'sam-id'
  | 'find'
  | 'select'
  | 'read-text-photo'
  | 'read-text-photo-fingerprint'
  | 'read-new-address';

interface Success {
  readonly sw3: number;
  readonly fits: (data: Uint8Array) => boolean;
}

interface Command {
  readonly cmd: number;
  readonly para: number;
  /** How long the answer may take at 115,200 baud or more (devices.md 1.7). */
  readonly waitMs: number;
  /** Of the longest answer, frame included. */
  readonly answerBytes: number;
  readonly success: readonly Success[];
}

const exactly = (length: number) => (data: Uint8Array) => data.length === length;

/**
 * Content behind one BE length each (devices.md 1.5). The lengths inside must add up: otherwise one changed byte of the
 * outer length turns a read with 1,024 fingerprint bytes into one with 512, when its check holds by chance.
 */
const parts =
  (...allowed: readonly (readonly number[])[]) =>
  (data: Uint8Array) => {
    const lengths = allowed.map((_, i) => ((data[2 * i] ?? 0) << 8) | (data[2 * i + 1] ?? 0));
    const total = lengths.reduce((sum, length) => sum + length, 2 * allowed.length);
    return data.length === total && lengths.every((length, i) => allowed[i]?.includes(length));
  };

export const TEXT_AT = 4;
export const TEXT_BYTES = 256;
export const PHOTO_BYTES = 1024;

/** Devices.md 1.2 and the shape table of 1.1, a row each. */
export const commands: Readonly<Record<Question, Command>> = {
  reset: { cmd: 0x10, para: 0xff, waitMs: 800, answerBytes: 11, success: [{ sw3: 0x90, fits: exactly(0) }] },
  status: { cmd: 0x11, para: 0xff, waitMs: 800, answerBytes: 11, success: [{ sw3: 0x90, fits: exactly(0) }] },
  'sam-id': { cmd: 0x12, para: 0xff, waitMs: 800, answerBytes: 27, success: [{ sw3: 0x90, fits: exactly(16) }] },
  find: { cmd: 0x20, para: 0x01, waitMs: 500, answerBytes: 15, success: [{ sw3: 0x9f, fits: exactly(4) }] },
  select: { cmd: 0x20, para: 0x02, waitMs: 500, answerBytes: 19, success: [{ sw3: 0x90, fits: exactly(8) }] },
  'read-text-photo': {
    cmd: 0x30,
    para: 0x01,
    waitMs: 2500,
    answerBytes: 1295,
    success: [{ sw3: 0x90, fits: parts([TEXT_BYTES], [PHOTO_BYTES]) }],
  },
  'read-text-photo-fingerprint': {
    cmd: 0x30,
    para: 0x10,
    waitMs: 4000,
    answerBytes: 2321,
    success: [{ sw3: 0x90, fits: parts([TEXT_BYTES], [PHOTO_BYTES], [0, 512, 1024]) }],
  },
  'read-new-address': {
    cmd: 0x30,
    para: 0x03,
    waitMs: 2000,
    answerBytes: 81,
    success: [
      { sw3: 0x90, fits: exactly(70) },
      { sw3: 0x91, fits: exactly(0) },
    ],
  },
};

const LISTED_BAUD = 115_200;
/** A start bit, eight bits, a stop bit. */
const BITS_PER_BYTE = 10;

/** How long the answer may take over a serial line of this speed; USB has none. */
export function waitMs(question: Question, baudRate = LISTED_BAUD): number {
  const { waitMs: listed, answerBytes } = commands[question];
  const onTheLine = (baud: number) => (answerBytes * BITS_PER_BYTE * 1000) / baud;
  return Math.ceil(listed + Math.max(0, onTheLine(baudRate) - onTheLine(LISTED_BAUD)));
}

export const requestFor = (question: Question) => encodeRequest(commands[question].cmd, commands[question].para);

const SUCCESSES = [0x90, 0x91, 0x9f];

/** An answer does not say which question it answers: its shape must do (devices.md 1.1). Failures never carry data. */
export function isAnswerTo(question: Question, { sw3, data }: Answer): boolean {
  if (!SUCCESSES.includes(sw3)) return data.length === 0;
  return commands[question].success.some((success) => success.sw3 === sw3 && success.fits(data));
}

/** The answer to reset and status, and so to the fence: "90, no data" (devices.md 1.7). */
export const isBareOk = ({ sw3, data }: Answer) => sw3 === 0x90 && data.length === 0;
