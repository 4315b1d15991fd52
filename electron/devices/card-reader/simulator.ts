import type { Clock } from '../../platform/clock.ts';
import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import type { OpenWire, Wire } from '../wires/wire.ts';
import { framings, type Framing } from './framings.ts';
import { commands, type Question } from './sdt-commands.ts';
import { encodeAnswer, frameStream, LEAST_REQUEST } from './sdt-frame.ts';
import { simulateModule } from './simulated-module.ts';
import type { Card } from './text-block.ts';

/** The hands of the person at the kiosk, and of bad luck. Replies are those to the read unless another is named. */
export interface CardReaderBench {
  layCard(card: Card): void;
  liftCard(): void;
  damageNextReply(to?: Question): void;
  /** Two bytes change so that the check still holds. */
  garbleNextReply(to?: Question): void;
  /** The rest of it never comes. */
  halveNextReply(to?: Question): void;
  /** Three bits, anywhere in it. */
  flipBitsInNextReply(to?: Question): void;
  /** That reply comes only after the question that follows. */
  delayNextReply(to?: Question): void;
  /** The module answers with this SW3 instead. */
  refuseNext(sw3: number, to?: Question): void;
  setAnswerDelay(ms: number): void;
  unplug(): void;
  replug(): void;
}

/** A number: the module answers with this SW3. */
type Misfortune = 'damage' | 'garble' | 'half' | 'bits' | 'delay' | number;

const ANSWER_DELAY_MS = 20;
/** In the photo, which nobody looks at: only a second reading tells. */
const GARBLED = [600, 601];
const questions = Object.keys(commands) as Question[];

/** Simulates the wire, not the driver: development, tests and e2e all run the real driver above it. */
export function simulateCardReader({
  framing,
  clock,
  random = Math.random,
}: {
  readonly framing: Framing;
  readonly clock: Clock;
  readonly random?: () => number;
}): { open: OpenWire; bench: CardReaderBench } {
  const { incoming, outgoing } = framings[framing];
  const device = simulateModule();
  const inTurn = oneAtATime(); // the module answers in order
  let misfortunes: { kind: Misfortune; to: Question }[] = [];
  let held: Uint8Array[] = [];
  let delayMs = ANSWER_DELAY_MS;
  let pluggedIn = true;
  let plugs = 0;
  // Who has the device open: an answer goes to all of them, whoever asked, as hidraw gives it.
  const openers = new Set<{ onBytes?: (bytes: Uint8Array) => void; onLost?: () => void }>();

  async function answer(question: Question | undefined, plug: number) {
    if (plug !== plugs) return; // the question was pulled out with the plug
    const met = misfortunes.find(({ to }) => to === question);
    misfortunes = misfortunes.filter((other) => other !== met);
    const frame = typeof met?.kind === 'number' ? encodeAnswer(met.kind) : device.answer(question);
    const damage = met?.kind === 'damage' ? [9] : met?.kind === 'garble' ? GARBLED : [];
    for (const at of damage) frame[at] = (frame[at] ?? 0) ^ 0x40;
    for (let n = 0; met?.kind === 'bits' && n < 3; n++) {
      const at = Math.floor(random() * frame.length);
      frame[at] = frame[at]! ^ (1 << Math.floor(random() * 8));
    }
    await clock.sleep(delayMs);
    if (plug !== plugs) return;
    const replies = [...held, met?.kind === 'half' ? frame.slice(0, frame.length >> 1) : frame];
    held = met?.kind === 'delay' ? replies.splice(-1) : [];
    for (const report of replies.flatMap(outgoing)) {
      for (const opener of openers) opener.onBytes?.(Uint8Array.from(report));
    }
  }

  async function open(): Promise<Wire | undefined> {
    if (!pluggedIn) return undefined;
    const requests = frameStream(LEAST_REQUEST);
    const mine: { onBytes?: (bytes: Uint8Array) => void; onLost?: () => void } = {};
    openers.add(mine);
    const plug = plugs;
    return {
      write: async (report) => {
        for (const [cmd, para] of requests.push(incoming(report))) {
          const question = questions.find((name) => commands[name].cmd === cmd && commands[name].para === para);
          void inTurn(() => answer(question, plug));
        }
        return plug === plugs;
      },
      onBytes: (listener) => void (mine.onBytes = listener),
      onLost: (listener) => {
        mine.onLost = listener;
        if (plug !== plugs) listener();
      },
      close: async () => void openers.delete(mine),
    };
  }

  const meet = (kind: Misfortune, to: Question = 'read-text-photo') => {
    misfortunes.push({ kind, to });
  };
  return {
    open,
    bench: {
      layCard: (card) => device.lay(card),
      liftCard: () => device.lay(undefined),
      damageNextReply: (to) => meet('damage', to),
      garbleNextReply: (to) => meet('garble', to),
      halveNextReply: (to) => meet('half', to),
      flipBitsInNextReply: (to) => meet('bits', to),
      delayNextReply: (to) => meet('delay', to),
      refuseNext: (sw3, to) => meet(sw3, to),
      setAnswerDelay: (ms) => void (delayMs = ms),
      unplug: () => {
        pluggedIn = false;
        plugs += 1;
        held = [];
        device.restart();
        for (const opener of openers) opener.onLost?.();
        openers.clear();
      },
      replug: () => void (pluggedIn = true),
    },
  };
}
