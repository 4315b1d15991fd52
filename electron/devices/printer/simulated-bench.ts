import { setImmediate as socketsTurn } from 'node:timers/promises';
import { manualClock } from '../../platform/manual-clock.ts';
import type { PrinterState } from './contract.ts';
import { createSlipPrinter } from './driver.ts';
import { startPrinterSimulator, type PrinterBench } from './simulator.ts';
import { openTcpWire } from '../wires/tcp-wire.ts';
import { keepPrinterPort } from './printer-port.ts';

const STEP_MS = 25;
const PATIENCE_MS = 60_000;

/** For tests only: the driver over a real socket to the simulated printer, on a clock that the test moves. */
export async function printerOnBench(prepare: (bench: PrinterBench) => void = () => {}) {
  const clock = manualClock('2025-11-21T10:28:00+08:00');
  const simulator = await startPrinterSimulator(clock);
  const { port, bench } = simulator;
  prepare(bench);
  const way = keepPrinterPort(() => openTcpWire({ host: '127.0.0.1', port }, clock), { clock, answers: true });
  const printer = createSlipPrinter(way, { clock });
  const announced: PrinterState[] = [];
  printer.onState((state) => announced.push(state));

  /** Lets time pass in small steps, with real turns for the sockets between; tells how much it took. */
  async function until(happened: () => boolean): Promise<number> {
    for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
      if (happened()) return waited;
      await socketsTurn();
      await clock.advance(STEP_MS);
    }
    throw new Error(`it did not happen within ${PATIENCE_MS} ms`);
  }

  async function during<T>(task: Promise<T>): Promise<T> {
    let settled = false;
    const done = () => void (settled = true);
    void task.then(done, done);
    await until(() => settled);
    return task;
  }

  return {
    ...{ clock, bench, printer, announced, until, during },
    [Symbol.asyncDispose]: async () => {
      const closed = printer.close();
      await during(closed);
      await simulator.close();
    },
  };
}
