import { cardTypes } from './devices/card-reader/card-layouts.ts';
import { inventCard, type Random } from './devices/card-reader/invented-people.ts';
import { simulatedCards } from './devices/card-reader/simulated-cards.ts';
import type { CardReaderBench } from './devices/card-reader/simulator.ts';
import type { PrinterBench } from './devices/printer/simulator.ts';
import type { ScannerBench } from './devices/scanner/simulator.ts';
import { simulatedSocialCards } from './devices/social-card/simulated-cards.ts';
import type { SocialCardBench } from './devices/social-card/simulator.ts';

export interface SimulatedBenches {
  readonly reader: CardReaderBench;
  readonly slots: Pick<SocialCardBench, 'insert' | 'take' | 'unplug' | 'replug'>;
  readonly scanner: ScannerBench;
  readonly printer: PrinterBench;
  readonly random: Random;
}

interface Hand {
  readonly words: string;
  readonly does: (rest: string) => unknown;
}

const named = <T extends object>(table: T, name: string): T[keyof T] | undefined =>
  Object.hasOwn(table, name) ? table[name as keyof T] : undefined;

/**
 * Everything that a hand or bad luck can do to the devices, in words, a line each: for the dock, for tests and for whoever
 * trains technicians.
 */
export function simulatedHands({ reader, slots, scanner, printer, random }: SimulatedBenches) {
  const lay = (which: string) => {
    const kind = cardTypes.find((type) => type === which);
    const card = which === 'anybody' || kind ? inventCard(random, kind) : named(simulatedCards, which);
    if (!card) throw new Error(`no such card: ${which}`);
    reader.layCard(card);
  };
  const insert = (which: string) => {
    const card = named(simulatedSocialCards, which);
    if (!card) throw new Error(`no such card: ${which}`);
    slots.insert(card);
  };
  const scan = (rest: string) => {
    const [, symbology, text] = /^(\][A-Za-z][0-9A-Za-z]) (.*)$/s.exec(rest) ?? [];
    if (symbology === undefined || text === undefined) throw new Error('scan ]Q1 and what the code says');
    scanner.scan({ bytes: new TextEncoder().encode(text), symbology });
  };
  const hands: Readonly<Record<string, Hand>> = {
    lay: { words: `anybody, ${[...cardTypes, ...Object.keys(simulatedCards)].join(', ')}`, does: lay },
    lift: { words: '', does: () => reader.liftCard() },
    'reader unplug': { words: '', does: () => reader.unplug() },
    'reader replug': { words: '', does: () => reader.replug() },
    'reader damage': { words: 'the next answer to a read', does: () => reader.damageNextReply() },
    'reader half': { words: 'only half of the next answer comes', does: () => reader.halveNextReply() },
    'reader bits': { words: 'three bits of the next answer are wrong', does: () => reader.flipBitsInNextReply() },
    'reader delay': { words: 'the next answer comes after the one behind it', does: () => reader.delayNextReply() },
    'reader stall': { words: 'MS before each answer', does: (ms) => reader.setAnswerDelay(Number(ms)) },
    insert: { words: Object.keys(simulatedSocialCards).join(', '), does: insert },
    take: { words: 'the card out of the slot', does: () => slots.take() },
    'slot unplug': { words: '', does: () => slots.unplug() },
    'slot replug': { words: '', does: () => slots.replug() },
    scan: { words: ']Q1 and what the code says', does: scan },
    'scanner unplug': { words: '', does: () => scanner.unplug() },
    'scanner replug': { words: '', does: () => scanner.replug() },
    'paper empty': { words: '', does: () => printer.emptyPaper() },
    'paper low': { words: '', does: () => printer.lowPaper() },
    'paper load': { words: '', does: () => printer.loadPaper() },
    'cover open': { words: '', does: () => printer.openCover() },
    'cover close': { words: '', does: () => printer.closeCover() },
    'cutter stuck': { words: 'or a paper jam: the printer says the same of both', does: () => printer.jam() },
    'cutter clear': { words: '', does: () => printer.clearJam() },
    'printer unplug': { words: '', does: () => printer.unplug() },
    'printer replug': { words: '', does: () => printer.replug() },
    'printer mute': { words: '', does: () => printer.stayMute(true) },
    'printer unmute': { words: '', does: () => printer.stayMute(false) },
    'printer vague': { words: 'it never tells the end of a slip', does: () => printer.tellTheEnd(false) },
  };

  return {
    help: Object.entries(hands).map(([name, { words }]) => (words === '' ? name : `${name} (${words})`)),
    /** Throws in words when there is no such hand, or it cannot do that. */
    do: (line: string): void => {
      const name = Object.keys(hands).find((one) => line === one || line.startsWith(`${one} `));
      if (name === undefined) throw new Error(`no such command: ${line}`);
      void hands[name]!.does(line.slice(name.length + 1));
    },
  };
}
