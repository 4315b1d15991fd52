import { existsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createCardReader } from '../electron/devices/card-reader/driver.ts';
import { framings, hidFramings } from '../electron/devices/card-reader/framings.ts';
import { simulatedCards } from '../electron/devices/card-reader/simulated-cards.ts';
import { simulateCardReader } from '../electron/devices/card-reader/simulator.ts';
import { openHidWire } from '../electron/devices/wires/hid-wire.ts';
import {
  readUhidEvent,
  reportDescriptors,
  UHID_EVENT_BYTES,
  uhidCreate,
  uhidDestroy,
  uhidInput,
  uhidRefusal,
} from '../electron/devices/wires/uhid.ts';
import { systemClock } from '../electron/platform/clock.ts';

// node scripts/uhid.ts [--framing=count] [--check]: makes the simulated ID reader a HID device of this kernel. node-hid then
// finds and opens it like any other. `--check` does just that: open, read, pull the plug, see the loss.
const DEVICE = '/dev/uhid';
const NOT_HERE = 69; // EX_UNAVAILABLE
const IDENTITY = { vendorId: 0x0425, productId: 0x8159 };

const { values } = parseArgs({
  options: { framing: { type: 'string', default: 'count' }, check: { type: 'boolean', default: false } },
});
const say = (line: string) => void process.stdout.write(`uhid: ${line}\n`);
const framing = hidFramings.find((name) => name === values.framing);
if (!framing) {
  say(`--framing is one of ${hidFramings.join(', ')}`);
  process.exit(2);
}
if (!existsSync(DEVICE)) {
  say(`there is no ${DEVICE} on this machine: the kernel has no uhid, or its module is not loaded (modprobe uhid)`);
  process.exit(NOT_HERE);
}

const { numbered } = framings[framing];
const reader = simulateCardReader({ framing, clock: systemClock });
const wire = (await reader.open())!;
const uhid: FileHandle = await open(DEVICE, 'r+');
wire.onBytes((report) => void uhid.write(uhidInput(report)));

async function pump(): Promise<void> {
  const room = Buffer.alloc(UHID_EVENT_BYTES);
  for (;;) {
    const { bytesRead } = await uhid.read(room, 0, room.length, null);
    const event = readUhidEvent(room.subarray(0, bytesRead));
    if (event.kind === 'output') await wire.write(numbered ? event.data : event.data.subarray(1));
    else if (event.kind === 'get-report' || event.kind === 'set-report') await uhid.write(uhidRefusal(event));
    else if (event.kind !== 'other') say(event.kind);
  }
}
const pumping = pump();
await uhid.write(
  uhidCreate({
    name: 'Kiosk simulated SDT reader',
    uniq: 'SIM0001',
    ...IDENTITY,
    descriptor: numbered ? reportDescriptors.numbered : reportDescriptors.unnumbered,
  }),
);
say(`a reader is there: 0425:8159, framing ${framing}`);

if (values.check) {
  reader.bench.layCard(simulatedCards.ordinary);
  const driver = createCardReader(() => openHidWire({ ...IDENTITY, numbered }), {
    framing,
    readsAgain: true,
    clock: systemClock,
  });
  const giveUpAt = Date.now() + 10_000;
  let read = await driver.read();
  while (!read.ok && Date.now() < giveUpAt) read = await driver.read();
  say(read.ok ? 'found, opened and read through node-hid' : `not read: ${read.failure.code}`);
  await uhid.write(uhidDestroy());
  while (driver.state() !== 'absent' && Date.now() < giveUpAt) await systemClock.sleep(50);
  say(driver.state() === 'absent' ? 'survived its removal' : 'did not notice its removal');
  process.exit(read.ok && driver.state() === 'absent' ? 0 : 1);
}
say('lay, lift or quit');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'lay') reader.bench.layCard(simulatedCards.ordinary);
  else if (line === 'lift') reader.bench.liftCard();
  else if (line === 'quit') break;
}
await uhid.write(uhidDestroy());
await Promise.race([pumping, systemClock.sleep(100)]);
process.exit(0);
