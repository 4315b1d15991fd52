import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Clock } from '../../platform/clock.ts';
import type { Paper } from './paper.ts';
import { createMechanism } from './simulated-mechanism.ts';

/** The hands of the person at the printer, and of bad luck. */
export interface PrinterBench {
  /** What was cut off, in order; a part of a slip too, when it was cut off. */
  papers(): readonly Paper[];
  onPaper(listener: (paper: Paper) => void): void;
  emptyPaper(): void;
  /** The roll nears its end. */
  lowPaper(): void;
  /** A new roll; what hung out comes off with the old one. */
  loadPaper(): void;
  openCover(): void;
  closeCover(): void;
  jam(): void;
  /** Somebody pulls out the crumpled paper. The error stays until the program asks to go on. */
  clearJam(): void;
  /** The power lead: the connection drops, new ones are refused, the buffer is forgotten. */
  unplug(): void;
  replug(): Promise<void>;
  /** It prints, but says nothing. */
  stayMute(mute: boolean): void;
  /** Cheaper printers know no process ids, only GS r. */
  giveProcessIds(gives: boolean): void;
  /** The cheapest answer neither: they say how they are, and never that they are done. */
  tellTheEnd(tells: boolean): void;
  setMillisecondsPerSlip(ms: number): void;
}

export interface PrinterSimulator {
  readonly port: number;
  readonly bench: PrinterBench;
  close(): Promise<void>;
}

/** Simulates the wire, not the driver: a printer at a TCP port of this machine. Development, tests and e2e use the same. */
export async function startPrinterSimulator(clock: Clock, at = 0): Promise<PrinterSimulator> {
  const papers: Paper[] = [];
  const listeners: ((paper: Paper) => void)[] = [];
  let client: Socket | undefined;
  let mute = false;

  const mechanism = createMechanism(
    clock,
    (bytes) => {
      if (!mute) client?.write(bytes);
    },
    (paper) => {
      papers.push(paper);
      for (const listener of listeners) listener(paper);
    },
  );

  const server = createServer((socket) => {
    if (client) {
      socket.destroy(); // one client at a time (devices.md 9.6)
      return;
    }
    client = socket;
    socket.on('data', (bytes) => mechanism.receive(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (client === socket) client = undefined;
    });
  });
  const listen = (port: number) =>
    new Promise<void>((listening) => void server.listen({ port, host: '127.0.0.1' }, listening));
  await listen(at);
  const { port } = server.address() as AddressInfo;

  const drop = () => {
    server.close();
    client?.destroy();
    client = undefined;
  };
  const bench: PrinterBench = {
    papers: () => [...papers],
    onPaper: (listener) => void listeners.push(listener),
    emptyPaper: () => mechanism.change({ roll: 'out' }),
    lowPaper: () => mechanism.change({ roll: 'low' }),
    loadPaper: () => {
      mechanism.tearOff();
      mechanism.change({ roll: 'full' });
    },
    openCover: () => mechanism.change({ cover: 'open' }),
    closeCover: () => mechanism.change({ cover: 'closed' }),
    jam: () => mechanism.change({ jam: 'stuck' }),
    clearJam: () => {
      mechanism.tearOff();
      if (mechanism.jam() === 'stuck') mechanism.change({ jam: 'cleared' });
    },
    unplug: () => {
      drop();
      mechanism.powerOff();
    },
    replug: async () => {
      if (!server.listening) await listen(port);
    },
    stayMute: (on) => void (mute = on),
    giveProcessIds: (givesIds) => mechanism.change({ givesIds }),
    tellTheEnd: (tells) => mechanism.change({ givesIds: tells, givesPaper: tells }),
    setMillisecondsPerSlip: (slipMs) => mechanism.change({ slipMs }),
  };
  return { port, bench, close: async () => drop() };
}
