import type { Clock } from '../../platform/clock.ts';
import type { OpenWire } from '../wires/wire.ts';
import { hidFramings, type Framing } from './framings.ts';
import { openLine } from './line.ts';

export interface FramingTrial {
  readonly framing: Framing;
  readonly answers: boolean;
}

/**
 * Which of the HID framings this reader speaks: each is asked for the module's number, which any module tells whatever lies
 * on it. A technician asks; the kiosk itself finds nothing by guessing (devices.md 5.1).
 */
export async function tryFramings(openAs: (framing: Framing) => OpenWire, clock: Clock): Promise<FramingTrial[]> {
  const trials: FramingTrial[] = [];
  for (const framing of hidFramings) {
    const wire = await openAs(framing)();
    if (!wire) return [];
    const line = openLine(wire, { framing }, clock);
    const reply = await line.ask('sam-id');
    await line.close();
    trials.push({ framing, answers: typeof reply === 'object' && reply.sw3 === 0x90 });
  }
  return trials;
}
