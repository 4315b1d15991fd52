import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manualClock } from '../../platform/manual-clock.ts';
import { openFilePort } from './file-port.ts';
import { REOPEN_MS, type PrinterPort } from './printer-port.ts';
import { openTcpPort } from './tcp-port.ts';

const START = '2025-11-21T10:28:00+08:00';
const A = Uint8Array.of(0x41);

function listening(port: PrinterPort) {
  const events: string[] = [];
  port.onOpen(() => events.push('open'));
  port.onLost(() => events.push('lost'));
  port.onData((bytes) => events.push(`heard ${bytes.length}`));
  return events;
}

test('a TCP port connects, hears, notices a loss, and connects again after a second', async () => {
  const clock = manualClock(START);
  const clients: Socket[] = [];
  const server = createServer((socket) => clients.push(socket.on('error', () => {})));
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const port = openTcpPort({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, clock);
  const events = listening(port);
  expect(await port.write(A)).toBe(false);

  await expect.poll(() => clients.length === 1 && events.at(-1) === 'open').toBe(true);
  expect(await port.write(A)).toBe(true);
  clients[0]!.write(A);
  await expect.poll(() => events.at(-1)).toBe('heard 1');
  clients[0]!.destroy();
  await expect.poll(() => events.at(-1)).toBe('lost');
  expect(port.connected()).toBe(false);
  await clock.advance(REOPEN_MS);
  await expect.poll(() => events).toEqual(['open', 'heard 1', 'lost', 'open']);
  await port.close();
  expect(port.connected()).toBe(false);
  server.close();
});

test('a TCP port never gives up on a printer that is not there yet', async () => {
  const clock = manualClock(START);
  const server = createServer((socket) => socket.on('error', () => {}));
  const listen = (at: number) => new Promise<void>((ready) => void server.listen(at, '127.0.0.1', ready));
  await listen(0);
  const address = (server.address() as AddressInfo).port;
  await new Promise((closed) => server.close(closed));
  const port = openTcpPort({ host: '127.0.0.1', port: address }, clock);
  const events = listening(port);
  for (let attempt = 0; attempt < 5; attempt++) await clock.advance(REOPEN_MS);
  expect(events).toEqual([]);
  await listen(address);
  await expect.poll(() => clock.advance(REOPEN_MS).then(() => port.connected())).toBe(true);
  await port.close();
  server.close();
});

test('a file port appends, and waits for its file when there is no way to it', async () => {
  const clock = manualClock(START);
  const folder = join(await mkdtemp(join(tmpdir(), 'printer-')), 'later');
  const port = openFilePort(join(folder, 'lp0'), clock);
  const events = listening(port);
  expect(await port.write(A)).toBe(false);
  await mkdir(folder);
  await expect.poll(() => clock.advance(REOPEN_MS).then(() => events)).toEqual(['open']);
  await port.write(A);
  await port.write(A);
  expect(await readFile(join(folder, 'lp0'), 'latin1')).toBe('AA');
  await port.close();
});
