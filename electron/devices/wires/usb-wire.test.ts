import { expect, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { systemClock } from '../../platform/clock.ts';
import { createCardReader } from '../card-reader/driver.ts';
import { bulkFramings, framings } from '../card-reader/framings.ts';
import { simulatedCards } from '../card-reader/simulated-cards.ts';
import { simulateCardReader } from '../card-reader/simulator.ts';
import { toCardHolder } from '../card-reader/text-block.ts';
import { wireOver, type BulkDevice, type UsbPipes } from './usb-wire.ts';

/** A reader as USB shows it: endpoints behind an interface, transfers that wait until the device has something. */
function readerOnTheBus(framing: (typeof bulkFramings)[number], pipes: UsbPipes) {
  const { open, bench } = simulateCardReader({ framing, clock: systemClock });
  const answers = new Map(pipes.in.map((pipe) => [pipe & 0x0f, [] as Uint8Array[]]));
  const waiting = new Map<number, () => void>();
  let gone = false;
  let write: (bytes: Uint8Array) => Promise<boolean> = async () => false;
  const wake = () => waiting.forEach((tell) => tell());
  const endpoint = (address: number) => ({
    type: 'bulk',
    direction: address & 0x80 ? ('in' as const) : ('out' as const),
    endpointNumber: address & 0x0f,
  });
  const device: BulkDevice = {
    configuration: {
      interfaces: [
        { interfaceNumber: 0, alternate: { endpoints: [{ ...endpoint(0x83), type: 'interrupt' }] } },
        { interfaceNumber: 1, alternate: { endpoints: [...pipes.out, ...pipes.in].map(endpoint) } },
      ],
    },
    open: async () => {
      const wire = (await open())!;
      write = wire.write;
      let piece = 0;
      wire.onBytes((bytes) => {
        answers.get(pipes.in[piece++ % pipes.in.length]! & 0x0f)!.push(bytes);
        wake();
      });
      wire.onLost(() => {
        gone = true;
        wake();
      });
    },
    close: async () => undefined,
    selectConfiguration: async () => undefined,
    claimInterface: async (number) => {
      if (number !== 1) throw new Error('not an interface with these pipes');
    },
    releaseInterface: async () => undefined,
    clearHalt: async () => undefined,
    transferOut: async (_endpoint, data) => {
      if (gone) throw new Error('LIBUSB_TRANSFER_NO_DEVICE');
      await write(data);
    },
    transferIn: async (number, _length, timeoutMs) => {
      if (answers.get(number)!.length === 0 && !gone) {
        await Promise.race([
          new Promise<void>((resolve) => waiting.set(number, resolve)),
          systemClock.sleep(Math.min(timeoutMs, 40)),
        ]);
      }
      if (answers.get(number)!.length === 0 && !gone) throw new Error('transferIn error: Cancelled');
      if (gone) throw new Error('LIBUSB_TRANSFER_NO_DEVICE');
      const data = answers.get(number)!.shift()!;
      return { status: 'ok', data: new DataView(data.buffer, data.byteOffset, data.byteLength) };
    },
  };
  return { device, bench };
}

test.each(bulkFramings)('a card is read through the pipes of %s, and a pulled plug is noticed', async (framing) => {
  const { pipes } = framings[framing];
  const { device, bench } = readerOnTheBus(framing, pipes ?? { out: [0x01], in: [0x82] });
  let isThere = true;
  const open = async () => (isThere ? wireOver(device, pipes) : undefined);
  const reader = createCardReader(open, { framing, readsAgain: true, clock: systemClock });
  bench.layCard(simulatedCards.ordinary);
  expect(await reader.read()).toEqual(ok(toCardHolder({ card: simulatedCards.ordinary, remarks: [] })));
  expect(await reader.presence()).toBe('lies');
  isThere = false;
  bench.unplug();
  await expect.poll(() => reader.state()).toBe('absent');
  await reader.close();
});

test('a device without the pipes of its framing is not claimed', async () => {
  const { device } = readerOnTheBus('usb-split', { out: [0x01], in: [0x82] });
  expect(await wireOver(device, framings['usb-split'].pipes)).toBeUndefined();
});
