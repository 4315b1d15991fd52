import { createCardReader, FIND_GAP_MS } from '../../electron/devices/card-reader/driver.ts';
import type { Framing } from '../../electron/devices/card-reader/framings.ts';
import { simulatedCards } from '../../electron/devices/card-reader/simulated-cards.ts';
import { simulateCardReader } from '../../electron/devices/card-reader/simulator.ts';
import { systemClock, type Clock } from '../../electron/platform/clock.ts';
import { toRow, type Row } from './table.ts';

const RUNS = 200;
const MEASURED: readonly Framing[] = ['count', 'length-first', 'usb-split', 'stream'];

/** A clock that adds up what its sleepers really took: timers come late, and that is not the driver's doing. */
function stopwatch(): Clock & { readonly taken: () => number } {
  let taken = 0;
  return {
    ...systemClock,
    sleep: async (ms, signal) => {
      const began = performance.now();
      await systemClock.sleep(ms, signal);
      taken += performance.now() - began;
    },
    taken: () => taken,
  };
}

/**
 * What the driver adds to a read: the time from `read()` to the person, less the simulated module's own. The base is the
 * module's time for the same read.
 */
async function measureFraming(framing: Framing): Promise<Row> {
  const device = stopwatch();
  const { open, bench } = simulateCardReader({ framing, clock: device });
  const reader = createCardReader(open, { framing, readsAgain: false, clock: systemClock });
  await reader.read(); // a new line is fenced first
  const [overhead, own]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    await systemClock.sleep(FIND_GAP_MS);
    bench.liftCard();
    bench.layCard(simulatedCards.ordinary);
    const [began, before] = [performance.now(), device.taken()];
    const read = await reader.read();
    if (!read.ok) throw new Error(`a read failed: ${read.failure.code}`);
    const moduleMs = device.taken() - before;
    overhead.push(performance.now() - began - moduleMs);
    own.push(moduleMs);
  }
  await reader.close();
  return toRow(`card read over ${framing}: the driver's part`, "the module's part", overhead, own);
}

export async function measureDevices(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const framing of MEASURED) rows.push(await measureFraming(framing));
  return rows;
}
