import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dock } from './app/answer-calls.ts';
import type { ReaderRow } from './devices/card-reader/driver.ts';
import { simulateCardReader } from './devices/card-reader/simulator.ts';
import { paperToPng } from './devices/printer/paper-png.ts';
import { paperSvg } from './devices/printer/paper.ts';
import { startPrinterSimulator } from './devices/printer/simulator.ts';
import type { ScannerRow } from './devices/scanner/driver.ts';
import { simulateScanner } from './devices/scanner/simulator.ts';
import { simulatedSocialCards } from './devices/social-card/simulated-cards.ts';
import { simulateSlots } from './devices/social-card/simulator.ts';
import type { Clock } from './platform/clock.ts';
import { simulatedHands } from './simulated-hands.ts';
import type { SimulatedLine } from './upstream/simulated-line.ts';

export const simulatedReaderRow: ReaderRow = { framing: 'count', readsAgain: true };

export const simulatedScannerRow: ScannerRow = { protocol: 'hid-pos', suffix: 'cr' };

export interface SimulatedDevices {
  readonly reader: ReturnType<typeof simulateCardReader>;
  readonly slots: ReturnType<typeof simulateSlots>;
  readonly scanner: ReturnType<typeof simulateScanner>;
  readonly printer: Awaited<ReturnType<typeof startPrinterSimulator>>;
  dock(line: SimulatedLine | undefined): Dock;
}

/** The dock's short words for what a hand does. */
const printerWords = {
  empty: 'paper empty',
  load: 'paper load',
  open: 'cover open',
  close: 'cover close',
  jam: 'cutter stuck',
  'clear-jam': 'cutter clear',
  mute: 'printer mute',
  unmute: 'printer unmute',
} as const satisfies Record<Parameters<Dock['printer']>[0], string>;

const KEPT_SLIPS = 20;

/** Devices that exist on the wire only, and the hands that lay cards on them, empty their paper and cut their cables. */
export async function openSimulatedDevices(
  clock: Clock,
  slipFolder: string,
  onDefect: (defect: unknown) => void,
): Promise<SimulatedDevices> {
  const reader = simulateCardReader({ framing: simulatedReaderRow.framing, clock });
  const slots = simulateSlots();
  const scanner = simulateScanner(simulatedScannerRow.protocol, simulatedScannerRow.suffix);
  const printer = await startPrinterSimulator(clock);
  printer.bench.onPaper((paper) => {
    paperToPng(paper)
      .then((png) => keepSlip(slipFolder, png))
      .catch(onDefect);
  });
  const hands = simulatedHands({
    ...{ reader: reader.bench, slots: slots.bench, scanner: scanner.bench, printer: printer.bench },
    random: Math.random,
  });
  return {
    reader,
    slots,
    scanner,
    printer,
    dock: (line) => ({
      card: (which) => {
        if (which === 'none') ['lift', 'take'].forEach(hands.do);
        else hands.do(`${which in simulatedSocialCards ? 'insert' : 'lay'} ${which}`);
      },
      reader: (what) => hands.do(`reader ${what.replace('-next', '')}`),
      printer: (what) => hands.do(printerWords[what]),
      scan: ({ text, symbology }) => hands.do(`scan ${symbology} ${text}`),
      network: (what) => (what === 'cut' ? line?.cut() : line?.restore()),
      lastSlip: () => {
        const paper = printer.bench.papers().at(-1);
        return paper ? paperSvg(paper) : null;
      },
    }),
  };
}

/** What came out of the printer, as a picture that a person can read; the newest ones are kept. */
function keepSlip(folder: string, png: Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = readdirSync(folder).sort();
  const last = Number(kept.at(-1)?.slice(0, 6) ?? 0);
  const name = `${String(last + 1).padStart(6, '0')}.png`;
  writeFileSync(join(folder, `${name}.tmp`), png);
  renameSync(join(folder, `${name}.tmp`), join(folder, name));
  for (const name of kept.slice(0, Math.max(0, kept.length + 1 - KEPT_SLIPS))) rmSync(join(folder, name));
}
