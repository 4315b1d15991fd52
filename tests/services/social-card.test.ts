import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSocialCardReader } from '../../electron/devices/social-card/driver.ts';
import { openPcscSlots } from '../../electron/devices/social-card/pcsc-slots.ts';
import { selectEnvironment } from '../../electron/devices/social-card/apdu.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { hexOf } from '../support/device-vectors.ts';
import { startPcscd } from './pcscd.ts';

let service: Awaited<ReturnType<typeof startPcscd>>;
beforeAll(async () => {
  service = await startPcscd();
  process.env['PCSCLITE_CSOCK_NAME'] = service.socket;
});
afterAll(() => service.stop());

async function readerOnService() {
  const reader = createSocialCardReader(openPcscSlots, { clock: systemClock });
  await expect.poll(() => reader.state()).toBe('ready');
  const next = async () => {
    for (;;) {
      const read = await reader.read();
      if (read.ok || read.failure.code !== 'reader/no-card') return read;
      await systemClock.sleep(50);
    }
  };
  const out = async () => {
    service.take();
    await expect.poll(() => reader.presence(), { timeout: 5_000 }).toBe('lifted');
  };
  return { reader, next, out };
}

test('cards of each generation are read through the real service, one after another', async () => {
  const { reader, next, out } = await readerOnService();
  service.insert('second');
  expect(await next()).toMatchObject({ value: { name: '阿依古丽·买买提依明', number: '110000199207310046' } });
  expect(await reader.presence()).toBe('lies');
  await out();
  service.insert('first');
  expect(await next()).toMatchObject({ value: { name: '样本丁' } });
  await out();
  service.insert('longName');
  expect(await next()).toMatchObject({ value: { name: '阿卜杜热合曼·穆罕默德艾力·买买提' } });
  await out();
  service.insert('third');
  expect(await next()).toMatchObject({ failure: { code: 'reader/needs-authorisation' } });
  await out();
  service.insert('bank');
  expect(await next()).toMatchObject({ failure: { code: 'reader/unsupported-card' } });
  await out();
  await reader.close();
});

test("Debian's pcsc-tools reach the same card with the same bytes", async () => {
  service.insert('second');
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: service.socket };
  await expect
    .poll(() => spawnSync('pcsc_scan', ['-c'], { env }).stdout.toString(), { timeout: 5_000 })
    .toMatch(/3B 6D 00 00 00 81 54/);
  // The service may still be at the card before: then one asks again.
  const said = () =>
    spawnSync('scriptor', ['-r', 'Virtual PCD 00 00'], {
      env,
      input: `${hexOf(selectEnvironment())}\n`,
    }).stdout.toString();
  await expect.poll(said, { timeout: 5_000 }).toMatch(/< 90 00/);
  service.take();
});

test('the service stops and starts again: the reader is absent, and then it is back', async () => {
  const { reader, next } = await readerOnService();
  await service.stopService();
  await expect.poll(() => reader.state(), { timeout: 5_000 }).toBe('absent');
  await service.stop();
  service = await startPcscd(service.folder);
  await expect.poll(() => reader.state(), { timeout: 5_000 }).toBe('ready');
  service.insert('second');
  expect(await next()).toMatchObject({ ok: true });
  await reader.close();
});
