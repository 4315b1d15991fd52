/**
 * Frames of the SDT protocol (devices.md 1.1): `AA AA AA 96 69`, a length (BE), a body, one XOR over length and body.
 * Here a body is what stands between the length and the check: CMD, PARA, data of a request; SW1–3, data of an answer.
 */
const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const HEAD = PREAMBLE.length + 2;

/** The least and the largest length field. Without the bound, one flipped bit makes the decoder wait for 64 KiB. */
export const LEAST_REQUEST = 3;
export const LEAST_ANSWER = 4;
export const MOST = 2314;

export interface Answer {
  readonly sw1: number;
  readonly sw2: number;
  /** The module's own status: decide by it alone (sdt-status.ts). */
  readonly sw3: number;
  /** A view into the received body: whoever takes it wipes it. */
  readonly data: Uint8Array;
}

const xor = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum ^ byte, 0);

export function encodeFrame(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  const checked = Uint8Array.of(length >> 8, length & 0xff, ...body);
  return Uint8Array.of(...PREAMBLE, ...checked, xor(checked));
}

export const encodeRequest = (cmd: number, para: number, data: Uint8Array = new Uint8Array()) =>
  encodeFrame(Uint8Array.of(cmd, para, ...data));

export const encodeAnswer = (sw3: number, data: Uint8Array = new Uint8Array()) =>
  encodeFrame(Uint8Array.of(0, 0, sw3, ...data));

export function answerOf(body: Uint8Array): Answer {
  const [sw1 = 0, sw2 = 0, sw3 = 0] = body;
  return { sw1, sw2, sw3, data: body.subarray(3) };
}

export interface FrameStream {
  /** Takes bytes however they were split; gives the bodies of all frames that are now whole, in order. */
  push(bytes: Uint8Array): Uint8Array[];
  /** Drops an unfinished frame: its time-out has passed. */
  reset(): void;
}

/** Where a preamble begins, or may begin once more bytes have come. */
function preambleFrom(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const seen = Math.min(PREAMBLE.length, bytes.length - at);
    if (PREAMBLE.subarray(0, seen).every((byte, i) => byte === bytes[at + i])) return at;
  }
  return bytes.length;
}

/** `least`: LEAST_ANSWER on the host's side, LEAST_REQUEST on the module's. */
export function frameStream(least: number): FrameStream {
  let held = new Uint8Array();

  return {
    push: (bytes) => {
      const all = new Uint8Array(held.length + bytes.length);
      all.set(held);
      all.set(bytes, held.length);
      held.fill(0); // what was held may be a person's

      const bodies: Uint8Array[] = [];
      let at = 0;
      for (;;) {
        at = preambleFrom(all, at);
        const [high, low] = all.subarray(at + PREAMBLE.length);
        if (high === undefined || low === undefined) break;
        const length = (high << 8) | low;
        const end = at + HEAD + length;
        const possible = length >= least && length <= MOST;
        if (possible && end > all.length) break;
        if (possible && xor(all.subarray(at + PREAMBLE.length, end)) === 0) {
          bodies.push(all.slice(at + HEAD, end - 1));
          at = end;
        } else at += 1; // search again right behind the failed preamble's first byte
      }
      held = all.slice(at);
      all.fill(0);
      return bodies;
    },
    reset: () => {
      held.fill(0);
      held = new Uint8Array();
    },
  };
}
