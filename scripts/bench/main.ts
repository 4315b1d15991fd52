import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeFindings, loadConfig } from '../../kiosk-config/load.ts';
import { buildAll } from '../build.ts';
import { measureDevices } from './device-rows.ts';
import { measureCard } from './card-row.ts';
import { measureList } from './list-row.ts';
import { startDaemon, startPlatform, type Running } from './processes.ts';
import { openScreen, type Screen } from './screen.ts';
import { measureStart } from './start-row.ts';
import { toTable, type Row } from './table.ts';

// npm run bench: ratios of the kiosk to something plain that was measured beside it. `--json` for machines; `devices` for
// the drivers alone.
const POSTINGS = 20_000;
const FILL_MS = 60_000;
const LOOK_MS = 200;

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const say = (line: string) => void process.stderr.write(`bench: ${line}\n`);

const loaded = loadConfig('kiosk-config/default.json');
if (!loaded.ok) throw new Error(describeFindings(loaded));
const stationName = loaded.config.station.name.place;

const folder = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
const dataFolder = join(folder, 'kiosk');
const opened: Running[] = [];
const keep = <T extends Running>(running: T): T => {
  opened.unshift(running);
  return running;
};

/** The first fill has ended when every kind has been complete once. */
async function isFilled({ call }: Screen): Promise<void> {
  const giveUpAt = Date.now() + FILL_MS;
  for (;;) {
    const { asOf } = (await call('screen/hello', null)).status;
    if (Object.values(asOf).every((at) => at !== null)) return;
    if (Date.now() > giveUpAt) throw new Error(`not filled within ${FILL_MS} ms`);
    await new Promise((next) => setTimeout(next, LOOK_MS));
  }
}

async function measure(): Promise<readonly Row[]> {
  say(`building, and filling a platform with ${POSTINGS} postings`);
  const [started] = await Promise.all([
    startPlatform(join(folder, 'platform'), POSTINGS),
    process.env['KIOSK_BUILT'] === undefined ? buildAll() : undefined,
  ]);
  const platform = keep(started);

  say('filling the kiosk');
  const daemon = keep(await startDaemon(dataFolder, platform));
  const screen = await openScreen(daemon.url, stationName);
  keep({ stop: screen.close });
  await isFilled(screen);

  say('tap → list');
  const list = await measureList(screen, POSTINGS);
  say('card → name');
  const card = await measureCard(screen);
  await screen.close();
  await daemon.stop();

  say('start → first screen');
  return [await measureStart(dataFolder, platform, stationName), list, ...card];
}

const loadBefore = loadavg()[0]!;
try {
  const rows = positionals.includes('devices') ? await measureDevices() : await measure();
  const cores = availableParallelism();
  const load = { cores, before: loadBefore, after: loadavg()[0]! };
  if (values.json) process.stdout.write(`${JSON.stringify({ load, rows }, null, 2)}\n`);
  else {
    process.stdout.write(`${toTable(rows)}\n`);
    process.stdout.write(`load ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after, on ${cores} cores\n`);
  }
} finally {
  for (const running of opened) await running.stop();
  rmSync(folder, { recursive: true, force: true });
}
