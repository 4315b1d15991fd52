import type { Clock } from '../../platform/clock.ts';
import type { Paper } from './paper.ts';
import { readCommands, type Command } from './simulated-commands.ts';
import { createHead } from './simulated-head.ts';

export type Roll = 'full' | 'low' | 'out';
/** `cleared`: the obstacle is gone, but the error stays until somebody asks to go on (devices.md 9.3). */
export type Jam = 'none' | 'stuck' | 'cleared';

const DEFAULT_SLIP_MS = 600;
const moving: readonly Command['kind'][] = ['line-feed', 'feed', 'qr-print', 'raster', 'cut'];

/** The printer without its socket: a buffer worked off in sequence, real-time questions answered at once. */
export function createMechanism(clock: Clock, answer: (bytes: Uint8Array) => void, finished: (paper: Paper) => void) {
  const head = createHead();
  const set = {
    roll: 'full' as Roll,
    cover: 'closed' as 'open' | 'closed',
    jam: 'none' as Jam,
    slipMs: DEFAULT_SLIP_MS,
    givesIds: true,
    givesPaper: true,
  };
  let unread: Uint8Array = new Uint8Array();
  let buffer: Command[] = [];
  let stepMs: number | undefined;
  let running = false;

  const standsStill = () => set.roll === 'out' || set.cover === 'open' || set.jam !== 'none';

  function statusByte(n: number): number {
    const flag = (on: boolean, bits: number) => (on ? bits : 0);
    const byN: Readonly<Record<number, number>> = {
      1: flag(standsStill(), 0x08),
      2: flag(set.cover === 'open', 0x04) | flag(set.roll === 'out', 0x20) | flag(set.jam !== 'none', 0x40),
      3: flag(set.jam !== 'none', 0x08),
      4: flag(set.roll === 'out', 0x6c) | flag(set.roll === 'low', 0x0c),
    };
    return 0x12 | (byN[n] ?? 0);
  }

  function clear() {
    buffer = [];
    stepMs = undefined;
    head.reset();
  }

  function inSequence(command: Command) {
    if (command.kind === 'ask-paper' && set.givesPaper) answer(Uint8Array.of(set.roll === 'full' ? 0x00 : 0x03));
    else if (command.kind === 'process-id' && set.givesIds)
      answer(Uint8Array.of(0x37, 0x22, ...Buffer.from(command.id, 'latin1'), 0));
    const paper = head.take(command);
    if (command.kind === 'cut') stepMs = undefined;
    if (paper) finished(paper);
  }

  async function run() {
    if (running) return;
    running = true;
    for (let next = buffer[0]; next && !standsStill(); next = buffer[0]) {
      if (moving.includes(next.kind)) {
        stepMs ??= set.slipMs / untilCut();
        await clock.sleep(stepMs);
        // In the meantime a hand may have stopped it, or emptied the buffer.
        if (standsStill() || buffer[0] !== next) continue;
      }
      buffer.shift();
      inSequence(next);
    }
    running = false;
  }
  const untilCut = () => {
    const cut = buffer.findIndex(({ kind }) => kind === 'cut');
    return buffer.slice(0, cut < 0 ? undefined : cut + 1).filter(({ kind }) => moving.includes(kind)).length;
  };

  return {
    receive(bytes: Uint8Array) {
      const { commands, rest } = readCommands(new Uint8Array(Buffer.concat([unread, bytes])));
      unread = rest;
      for (const command of commands) {
        if (command.kind === 'ask-status') answer(Uint8Array.of(statusByte(command.n)));
        else if (command.kind === 'recover') {
          // Without an error it is no command at all (devices.md 9.5).
          if (command.n === 2 && standsStill()) clear();
          if (set.jam === 'cleared') set.jam = 'none';
        } else buffer.push(command);
      }
      void run();
    },
    /** A hand at the printer. */
    change(to: Partial<typeof set>) {
      Object.assign(set, to);
      void run();
    },
    jam: () => set.jam,
    tearOff: () => head.tearOff(),
    powerOff() {
      unread = new Uint8Array();
      clear();
      if (set.jam === 'cleared') set.jam = 'none';
    },
  };
}
