import { FIND_GAP_MS } from '../../electron/devices/card-reader/driver.ts';
import { simulatedCards } from '../../electron/devices/card-reader/simulated-cards.ts';
import { maskName } from '../../shared/rules/masking.ts';
import { timeDeviceRead } from './device-read.ts';
import type { Bench } from './in-page.ts';
import type { Screen } from './screen.ts';
import { toRow, type Row } from './table.ts';

// In the page.
declare const bench: Bench;

const RUNS = 12;
/** Cards are laid at moments spread over the gap between two finds, away from its ends where a millisecond costs a gap. */
const EARLIEST = 0.2;
const LATEST = 0.8;

/** Each run is paired with the device alone, its card laid at the same moment of the gap; ours is what is left over. */
export async function measureCard({ page, call }: Screen): Promise<readonly Row[]> {
  const name = page.getByRole('img', { name: maskName(simulatedCards.ordinary.name), exact: true });
  const { cards } = await call('postings/list', { chips: [], page: 0, pageSize: 1 });
  const postingId = cards[0]!.id;
  const toStep: number[] = [];
  const toName: number[] = [];
  const base: number[] = [];
  // The first round opens the reader's line and is not counted.
  for (let run = -1; run < RUNS; run++) {
    const share = EARLIEST + ((LATEST - EARLIEST) * Math.max(0, run)) / (RUNS - 1);
    const afterMs = FIND_GAP_MS * share;
    const device = await timeDeviceRead(afterMs);
    const total = await page.evaluate(([id, after]) => bench.layCard(id, after), [postingId, afterMs] as const);
    await name.waitFor();
    await call('dock/card', 'none');
    await leave();
    if (run < 0) continue;
    toStep.push(total.step - device);
    toName.push(total.name - device);
    base.push(device);
  }
  const against = "the device's own time";
  return [
    toRow('card laid → next step painted, less the device', against, toStep, base),
    toRow('card laid → name painted, less the device', against, toName, base),
  ];

  /** The page renews itself after a person: the answer may go down with the old one. */
  async function leave(): Promise<void> {
    const renewed = page.waitForEvent('load');
    await call('visit/leave', null).catch(() => undefined);
    await renewed;
    await page.evaluate(() => bench.firstSeen);
  }
}
