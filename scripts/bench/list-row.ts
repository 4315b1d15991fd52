import type { Bench } from './in-page.ts';
import type { Screen } from './screen.ts';
import { toRow, type Row } from './table.ts';

// In the page.
declare const bench: Bench;

const RUNS = 15;
/** Stands above the list only when the list itself stands there. */
const LIST = '您在这儿';
/** … and the home screen. */
const HOME = '您好';

/**
 * The base is the same list as dead elements, put in the kiosk's place by the same tap: it shares layout, paint and
 * whatever else the machine is doing, so the ratio is what asking 20,000 postings costs. One frame of 16.7 ms would be
 * an absolute figure in disguise: it does not slow down with a busy machine.
 */
export async function measureList({ page, call }: Screen, postings: number): Promise<Row> {
  const tile = page.getByRole('button', { name: /找工作/ });
  const tap = async () => {
    await page.locator('html:not([data-changing])').waitFor();
    await tile.tap();
    return page.evaluate(() => bench.took());
  };
  const home = async () => {
    await call('visit/home', null);
    await page.evaluate((words) => bench.seen(words), HOME);
  };
  const ours: number[] = [];
  const base: number[] = [];
  await call('visit/wake', null);
  // The first round loads what both need and is not counted.
  for (let run = -1; run < RUNS; run++) {
    await page.evaluate((words) => bench.watchTap(words), LIST);
    const live = await tap();
    if (run < 0) await page.evaluate(() => bench.keepCopy());
    await home();
    await page.evaluate((words) => bench.watchTapOnCopy(words), LIST);
    const dead = await tap();
    await page.evaluate(() => bench.dropCopy());
    if (run < 0) continue;
    ours.push(live);
    base.push(dead);
  }
  await call('visit/leave', null);
  const count = postings.toLocaleString('en');
  return toRow(`tap → list painted, ${count} postings`, 'the same list, static', ours, base);
}
