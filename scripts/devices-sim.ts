import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { simulateCardReader } from '../electron/devices/card-reader/simulator.ts';
import { paperToPng } from '../electron/devices/printer/paper-png.ts';
import { startPrinterSimulator } from '../electron/devices/printer/simulator.ts';
import { simulateScanner } from '../electron/devices/scanner/simulator.ts';
import { simulateSocialCard } from '../electron/devices/social-card/simulator.ts';
import { answerVpcd, VPCD_PORT, vpcdStream } from '../electron/devices/social-card/vpcd.ts';
import { serveWire } from '../electron/devices/wires/serve-wire.ts';
import { systemClock } from '../electron/platform/clock.ts';
import { simulatedHands } from '../electron/simulated-hands.ts';

// npm run devices:sim: every device's wire on this machine's loopback, and hands that are told what to do, a line each, on
// standard input. A kiosk whose config names these ports cannot tell them from devices.
const { values } = parseArgs({
  options: {
    reader: { type: 'string', default: '9601' },
    scanner: { type: 'string', default: '9602' },
    printer: { type: 'string', default: '9100' },
    slips: { type: 'string', default: '.data/simulated-slips' },
  },
});
const say = (line: string) => void process.stdout.write(`${line}\n`);

const reader = simulateCardReader({ framing: 'stream', clock: systemClock });
const scanner = simulateScanner('stream', 'cr');
const printer = await startPrinterSimulator(systemClock, Number(values.printer));
const readerPort = (await serveWire(reader.open, Number(values.reader))).port;
const scannerPort = (await serveWire(scanner.open, Number(values.scanner))).port;

/** Social-security cards go into pcscd's virtual reader, where one is installed: this is the card's side of it. */
const ATR = Buffer.from('3B6D000000815444438660532800000001', 'hex');
let slot: Socket | undefined;
const take = () => {
  slot?.destroy();
  slot = undefined;
};
const slots = {
  insert: (card: Parameters<typeof simulateSocialCard>[0]) => {
    take();
    const answer = simulateSocialCard(card);
    const messages = vpcdStream();
    const inserted = connect(VPCD_PORT, '127.0.0.1');
    inserted.on('error', () => say(`no virtual reader at port ${VPCD_PORT}: install vsmartcard-vpcd`));
    inserted.on('data', (bytes) => {
      for (const message of messages(bytes)) {
        const back = answerVpcd(message, { atr: ATR, answer });
        if (back) inserted.write(back);
      }
    });
    slot = inserted;
  },
  take,
  unplug: take,
  replug: () => undefined,
};

let slips = 0;
printer.bench.onPaper((paper) => {
  const file = join(values.slips, `${String((slips += 1)).padStart(4, '0')}.png`);
  mkdirSync(values.slips, { recursive: true });
  paperToPng(paper).then(
    (png) => {
      writeFileSync(file, png);
      say(`a slip was cut: ${file}`);
    },
    (error: unknown) => say(`a slip was cut, but not drawn: ${String(error)}`),
  );
});

const hands = simulatedHands({
  ...{ reader: reader.bench, slots, scanner: scanner.bench, printer: printer.bench },
  random: Math.random,
});
const devices = {
  cardReader: { kind: 'sdt-tcp', host: '127.0.0.1', port: readerPort, readsAgain: true },
  socialCardReader: { kind: 'pcsc' },
  scanner: { kind: 'tcp', host: '127.0.0.1', port: scannerPort, suffix: 'cr' },
  printer: { kind: 'escpos-tcp', host: '127.0.0.1', port: printer.port, letters: 'gbk' },
};
say(`"devices": ${JSON.stringify(devices, null, 2)}`);
say(`ready; help lists what hands can do, quit ends`);

for await (const typed of createInterface({ input: process.stdin })) {
  const line = typed.trim();
  if (line === 'quit') break;
  if (line === 'help') say(hands.help.join('\n'));
  else if (line !== '') {
    try {
      hands.do(line);
      say('done');
    } catch (error) {
      say((error as Error).message);
    }
  }
}
process.exit(0);
