import { createCardReader, FIND_GAP_MS } from '../../electron/devices/card-reader/driver.ts';
import { simulatedCards } from '../../electron/devices/card-reader/simulated-cards.ts';
import { simulateCardReader } from '../../electron/devices/card-reader/simulator.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { simulatedReaderRow } from '../../electron/simulated-devices.ts';

/**
 * What the device alone takes from a card's touch to the read: the wait for the driver's next find and the three answers,
 * without kiosk or screen. The card is laid `afterMs` after a first find, as on the kiosk.
 */
export async function timeDeviceRead(afterMs: number): Promise<number> {
  const setup = { ...simulatedReaderRow, clock: systemClock };
  const { open, bench } = simulateCardReader(setup);
  const reader = createCardReader(open, setup);
  await reader.read(); // a new line is fenced first
  await systemClock.sleep(FIND_GAP_MS);
  const reading = (async () => {
    while (!(await reader.read()).ok);
    return performance.now();
  })();
  await systemClock.sleep(afterMs);
  const laidAt = performance.now();
  bench.layCard(simulatedCards.ordinary);
  const took = (await reading) - laidAt;
  await reader.close();
  return took;
}
