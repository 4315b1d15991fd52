import iconv from 'iconv-lite';
import type { Align, QrLevel } from './escpos.ts';

/** What a printer understands of the bytes that reach it: the other direction of escpos.ts, for the simulator. */
export type Command =
  | { readonly kind: 'init' | 'line-feed' | 'qr-print' | 'cut' | 'ask-paper' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'size'; readonly across: number; readonly down: number }
  | { readonly kind: 'align'; readonly to: Align }
  | { readonly kind: 'bold' | 'inverse'; readonly on: boolean }
  | { readonly kind: 'spacing' | 'qr-module'; readonly dots: number }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr-level'; readonly level: QrLevel }
  | { readonly kind: 'qr-store'; readonly payload: string }
  | { readonly kind: 'raster'; readonly bytesPerRow: number; readonly bits: Uint8Array }
  | { readonly kind: 'process-id'; readonly id: string }
  | { readonly kind: 'ask-status' | 'recover'; readonly n: number }
  | { readonly kind: 'ignored'; readonly bytes: Uint8Array };

interface Understood {
  readonly command: Command;
  readonly length: number;
}

const aligns: readonly Align[] = ['left', 'centre', 'right'];
const levels: readonly QrLevel[] = ['L', 'M', 'Q', 'H'];

/** `undefined` while the command has not come to its end. */
function understand(bytes: Uint8Array): Understood | undefined {
  const [first = 0, second, third, fourth, fifth] = bytes;
  const of = (length: number, command: () => Command) =>
    bytes.length < length ? undefined : { command: command(), length };
  const ignore = (length: number) => of(length, () => ({ kind: 'ignored', bytes: bytes.slice(0, length) }));
  const n = third ?? 0;

  if (first === 0x0a) return of(1, () => ({ kind: 'line-feed' }));
  if (first >= 0x20) return text(bytes);
  if (![0x10, 0x1b, 0x1c, 0x1d].includes(first)) return ignore(1);
  if (second === undefined) return undefined;

  switch ((first << 8) | second) {
    case 0x1004:
      return of(3, () => ({ kind: 'ask-status', n }));
    case 0x1005:
      return of(3, () => ({ kind: 'recover', n }));
    case 0x1b40:
      return of(2, () => ({ kind: 'init' }));
    case 0x1c26:
    case 0x1c2e:
      return ignore(2);
    case 0x1d21:
      return of(3, () => ({ kind: 'size', across: (n >> 4) + 1, down: (n & 0x0f) + 1 }));
    case 0x1b61:
      return of(3, () => ({ kind: 'align', to: aligns[n] ?? 'left' }));
    case 0x1b45:
      return of(3, () => ({ kind: 'bold', on: (n & 1) === 1 }));
    case 0x1d42:
      return of(3, () => ({ kind: 'inverse', on: (n & 1) === 1 }));
    case 0x1b33:
      return of(3, () => ({ kind: 'spacing', dots: n }));
    case 0x1b64:
      return of(3, () => ({ kind: 'feed', lines: n }));
    case 0x1d72:
      return of(3, () => ({ kind: 'ask-paper' }));
    case 0x1d56:
      return of(n >= 65 ? 4 : 3, () => ({ kind: 'cut' }));
    case 0x1d76: {
      if (bytes.length < 8) return undefined;
      const bytesPerRow = fifth! + 256 * bytes[5]!;
      const length = 8 + bytesPerRow * (bytes[6]! + 256 * bytes[7]!);
      return of(length, () => ({ kind: 'raster', bytesPerRow, bits: bytes.slice(8, length) }));
    }
    case 0x1d28: {
      if (fourth === undefined || fifth === undefined) return undefined;
      const length = 5 + fourth + 256 * fifth;
      return of(length, () => block(n, bytes.slice(0, length)));
    }
    default:
      return ignore(2);
  }
}

/** GS ( k and GS ( H. */
function block(letter: number, bytes: Uint8Array): Command {
  const body = bytes.subarray(5);
  const n = body[2] ?? 0;
  if (letter === 0x48 && body[0] === 0x30)
    return { kind: 'process-id', id: Buffer.from(body.slice(2)).toString('latin1') };
  if (letter !== 0x6b || body[0] !== 0x31) return { kind: 'ignored', bytes };
  switch (body[1]) {
    case 0x43:
      return { kind: 'qr-module', dots: n };
    case 0x45:
      return { kind: 'qr-level', level: levels[n - 0x30] ?? 'L' };
    case 0x50:
      return { kind: 'qr-store', payload: new TextDecoder().decode(body.slice(3)) };
    case 0x51:
      return { kind: 'qr-print' };
    default:
      return { kind: 'ignored', bytes };
  }
}

/** A run of letters. A cheap font has one and two bytes to a letter, never four. */
function text(bytes: Uint8Array): Understood | undefined {
  let end = 0;
  while (end < bytes.length && bytes[end]! >= 0x20) {
    const width = bytes[end]! < 0x80 ? 1 : 2;
    if (end + width > bytes.length) break;
    end += width;
  }
  if (end === 0) return undefined;
  return { command: { kind: 'text', text: iconv.decode(Buffer.from(bytes.slice(0, end)), 'gb18030') }, length: end };
}

export function readCommands(bytes: Uint8Array): { readonly commands: readonly Command[]; readonly rest: Uint8Array } {
  const commands: Command[] = [];
  let at = 0;
  while (at < bytes.length) {
    const understood = understand(bytes.subarray(at));
    if (!understood) break;
    commands.push(understood.command);
    at += understood.length;
  }
  return { commands, rest: bytes.slice(at) };
}
