import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ptyTo } from '../../../tests/support/pty.ts';
import { systemClock } from '../../platform/clock.ts';
import { manualClock } from '../../platform/manual-clock.ts';
import { keepOpen, REOPEN_MS } from './keep-open.ts';
import { openNodeWire } from './node-wire.ts';
import { openSerialWire } from './serial-wire.ts';
import { openTcpWire } from './tcp-wire.ts';
import type { OpenWire, Wire } from './wire.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

/** A device that says back what it is told, at a port of this machine. */
async function echo() {
  const clients: Socket[] = [];
  const server = createServer((socket) => {
    clients.push(socket.on('error', () => {}));
    socket.on('data', (heard) => socket.write(heard));
  });
  const listen = (at: number) => new Promise<void>((ready) => void server.listen(at, '127.0.0.1', ready));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    for (const client of clients.splice(0)) client.destroy();
    await new Promise((closed) => server.close(closed));
  };
  onTestFinished(async () => {
    if (server.listening) await stop();
  });
  return { port, stop, start: () => listen(port) };
}

const ways: Record<string, (port: number) => Promise<{ open: OpenWire; pull: () => Promise<void> }>> = {
  TCP: async (port) => ({ open: () => openTcpWire({ host: '127.0.0.1', port }, systemClock), pull: async () => {} }),
  'a serial line': async (port) => {
    const { path, unplug } = await ptyTo(port);
    return { open: () => openSerialWire({ path, baudRate: 9_600 }), pull: unplug };
  },
  'a device node': async (port) => {
    const { path, unplug } = await ptyTo(port);
    return { open: () => openNodeWire({ path, answers: true }, systemClock), pull: unplug };
  },
};

describe.each(Object.keys(ways))('over %s', (name) => {
  async function opened() {
    const device = await echo();
    const { open, pull } = await ways[name]!(device.port);
    const wire = await open();
    let heard = '';
    let losses = 0;
    wire!.onBytes((more) => (heard += Buffer.from(more).toString('latin1')));
    wire!.onLost(() => (losses += 1));
    onTestFinished(() => wire!.close());
    return { device, open, pull, wire: wire!, heard: () => heard, losses: () => losses };
  }

  test('bytes of every value come back as they went', async () => {
    const { wire, heard } = await opened();
    const all = Array.from({ length: 2_048 }, (_, i) => String.fromCharCode(i & 0xff)).join('');
    expect(await wire.write(bytes(all))).toBe(true);
    await expect.poll(heard).toBe(all);
  });

  test('a pulled plug is told once, nothing is taken afterwards, and nothing is left to open', async () => {
    const { device, open, pull, wire, losses } = await opened();
    await device.stop();
    await pull();
    await expect.poll(losses).toBe(1);
    expect(await wire.write(bytes('A'))).toBe(false);
    expect(await open()).toBeUndefined();
    expect(losses()).toBe(1);
  });
});

test('a device that takes nothing more holds nobody up for ever: what it did not take is dropped', async () => {
  const held: Socket[] = [];
  const server = createServer({ pauseOnConnect: true }, (socket) => void held.push(socket.on('error', () => {})));
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const { path, unplug } = await ptyTo((server.address() as AddressInfo).port);
  const wire = (await openNodeWire({ path, answers: false }, systemClock))!;
  // The kernel and the relay take some: then nothing goes on, and a short question waits behind it, not in the middle.
  const slip = wire.write(new Uint8Array(64 * 1024 * 1024).fill(0x41));
  const question = wire.write(bytes('?'));
  await new Promise((pass) => setTimeout(pass, 200));
  wire.abandon!();
  expect(await Promise.all([slip, question])).toEqual([false, false]);
  await wire.close();
  await unplug();
  for (const socket of held) socket.destroy();
  await new Promise((closed) => server.close(closed));
});

test('what is not there cannot be opened, and nothing throws', async () => {
  expect(await openSerialWire({ path: '/dev/no-such-line', baudRate: 9_600 })).toBeUndefined();
  expect(await openNodeWire({ path: '/dev/no-such-node', answers: true }, systemClock)).toBeUndefined();
});

test('a device is opened again a second after it was lost, and for ever until it is there', async () => {
  const clock = manualClock('2026-11-21T09:00:00Z');
  const device = await echo();
  const told: string[] = [];
  const over = (wire: Wire) => ({ lost: new Promise<void>((gone) => wire.onLost(gone)), close: () => wire.close() });
  const kept = keepOpen(
    () => openTcpWire({ host: '127.0.0.1', port: device.port }, clock),
    over,
    (now) => told.push(now ? 'open' : 'gone'),
    clock,
  );
  await kept.tried;
  await device.stop();
  await expect.poll(() => told).toEqual(['open', 'gone']);
  for (let attempt = 0; attempt < 5; attempt++) await clock.advance(REOPEN_MS);
  expect(told).toEqual(['open', 'gone']);
  await device.start();
  await expect.poll(() => clock.advance(REOPEN_MS).then(() => told)).toEqual(['open', 'gone', 'open']);
  await kept.close();
});
