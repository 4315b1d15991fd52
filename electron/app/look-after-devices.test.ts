import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composedKiosk, until } from '../../tests/support/composed-kiosk.ts';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import type { Payload } from '../../shared/ipc.ts';
import { systemClock } from '../platform/clock.ts';
import { oneTimeCodes, technicianSecret } from '../store/technician/technician.ts';

let platform: TestPlatform;
let kiosk: Awaited<ReturnType<typeof composedKiosk>>;
const folder = mkdtempSync(join(tmpdir(), 'care-'));
beforeAll(async () => {
  platform = await startPlatform();
  kiosk = await composedKiosk(platform, systemClock, folder);
});
afterAll(async () => {
  await kiosk.close();
  await platform.close();
});

const code = () => oneTimeCodes(technicianSecret(join(folder, 'identity')), 'x').generate({ timestamp: Date.now() });
const route = async () => {
  const visit = await kiosk.visit();
  return visit.state === 'open' ? visit.route.name : 'attract';
};

test('nobody comes to the technician’s pages but through the door, and nothing of them answers outside', async () => {
  await kiosk.call('visit/wake', null);
  await kiosk.call('visit/go', { name: 'devices' });
  expect(await route()).toBe('technician');
  for (const ask of ['technician/devices', 'technician/framings', 'technician/know-card', 'outbox/retry'] as const) {
    await expect(kiosk.call(ask, null)).rejects.toThrow('request/forbidden');
  }
  await expect(kiosk.call('technician/test', { device: 'printer' })).rejects.toThrow('request/forbidden');
  await expect(kiosk.call('technician/enter', { code: '000000' })).rejects.toThrow('technician/wrong-code');
  expect(await route()).toBe('technician');
  await kiosk.call('technician/enter', { code: code() });
  expect(await route()).toBe('status');
});

test('each device says what it is, and is tried', async () => {
  await kiosk.call('visit/go', { name: 'devices' });
  const reports = await kiosk.call('technician/devices', null);
  expect(reports.map(({ device, state }) => [device, state])).toEqual([
    ['reader', 'ready'],
    ['social-card-reader', 'ready'],
    ['scanner', 'ready'],
    ['printer', 'ready'],
    ['a4-printer', 'absent'],
  ]);
  expect(reports[0]!.says).toEqual(['05.03-20191017-0000123456-0987654321']);
  expect(reports[3]!.says).toEqual(['process id']);

  expect(await kiosk.call('technician/test', { device: 'printer' })).toMatchObject({ passed: true });
  expect(await kiosk.call('dock/last-slip', null)).toContain('试');
  const reading = kiosk.call('technician/test', { device: 'reader' });
  await kiosk.call('dock/card', 'ordinary');
  expect(await reading).toMatchObject({ passed: true, says: expect.arrayContaining(['样**']) as string[] });
  await kiosk.call('dock/card', 'none');
  const scanning = kiosk.call('technician/test', { device: 'scanner' });
  await kiosk.call('dock/scan', { text: '7Q2M', symbology: ']Q1' });
  expect(await scanning).toEqual({ passed: true, says: [']Q1', '4 bytes'] });
});

test('the framing that the reader answers to is found by trying, and the reader reads on', async () => {
  const trials = await kiosk.call('technician/framings', null);
  expect(trials.filter(({ answers }) => answers).map(({ framing }) => framing)).toEqual(['count']);
  expect(trials).toHaveLength(5);
  const reading = kiosk.call('technician/test', { device: 'reader' });
  await kiosk.call('dock/card', 'longTerm');
  expect(await reading).toMatchObject({ passed: true });
  await kiosk.call('dock/card', 'none');
}, 30_000);

test('what goes over the wires is shown masked, and only here', async () => {
  const pieces: Payload<'wire'>[] = [];
  kiosk.onTell((name, payload) => {
    if (name === 'wire') pieces.push(payload as Payload<'wire'>);
  });
  await kiosk.call('technician/devices', null);
  expect(pieces.some(({ head }) => head.includes('AAAAAA9669000312FF'))).toBe(true);
  await kiosk.call('visit/go', { name: 'status' });
  pieces.length = 0;
  await kiosk.call('technician/devices', null);
  expect(pieces).toEqual([]);
});

test('a technician who walks off leaves no door open: the next card is nobody’s key', async () => {
  await kiosk.call('visit/go', { name: 'devices' });
  const knowing = kiosk.call('technician/know-card', null);
  await kiosk.call('visit/home', null);
  await kiosk.call('dock/card', 'expired');
  expect(await knowing).toMatchObject({ passed: false });
  await kiosk.call('dock/card', 'none');
  await kiosk.call('visit/go', { name: 'status' });
  expect(await route()).toBe('technician');
  await kiosk.call('dock/card', 'expired');
  await systemClock.sleep(1_000);
  expect(await route()).toBe('technician');
  await kiosk.call('dock/card', 'none');
  await kiosk.call('dock/technician', null);
});

test('a card made known opens the door from then on; another does not', async () => {
  await kiosk.call('visit/go', { name: 'devices' });
  const knowing = kiosk.call('technician/know-card', null);
  await kiosk.call('dock/card', 'ordinary');
  expect(await knowing).toMatchObject({ passed: true });
  await kiosk.call('dock/card', 'none');
  await kiosk.call('visit/leave', null);
  await kiosk.call('visit/wake', null);
  await kiosk.call('visit/go', { name: 'status' });
  expect(await route()).toBe('technician');
  await kiosk.call('dock/card', 'longTerm');
  await systemClock.sleep(1_200);
  expect(await route()).toBe('technician');
  await kiosk.call('dock/card', 'none');
  await kiosk.call('dock/card', 'ordinary');
  await until(route, (name) => name === 'status');
  await kiosk.call('dock/card', 'none');
  await kiosk.call('visit/leave', null);
});
