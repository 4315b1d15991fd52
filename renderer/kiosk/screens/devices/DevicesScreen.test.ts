import { expect, test } from 'vitest';
import { ok } from '../../../../shared/result.ts';
import { show, stubKiosk } from '../../../testing/stub-kiosk.ts';
import DevicesScreen from './DevicesScreen.vue';
import TechnicianScreen from '../technician/TechnicianScreen.vue';

const reports = [
  { device: 'reader', kind: 'sdt-hid', state: 'ready', says: ['05.03-20191017-0000123456-0987654321'] },
  { device: 'printer', kind: 'escpos-tcp', state: 'absent', says: [] },
] as const;

test('each device is named, tried, and says how it went; one that is absent cannot be tried', async () => {
  const stub = stubKiosk({
    'technician/devices': ok(reports.map((report) => ({ ...report, says: [...report.says] }))),
    'technician/test': ok({ passed: true, says: ['样**', '412 ms'] }),
    'technician/framings': ok([
      { framing: 'bare', answers: false },
      { framing: 'count', answers: true },
    ]),
  });
  const { shown, says, press, tell } = await show(DevicesScreen, {}, stub);
  expect(says('05.03-20191017-0000123456-0987654321')).toBe(true);
  const keys = shown.findAll('.device button');
  expect(keys.map((key) => key.attributes('disabled') !== undefined)).toEqual([false, true]);
  await press('试');
  expect(says('✓ 样** · 412 ms')).toBe(true);
  await press('试读卡方式');
  expect(says('✗ bare')).toBe(true);
  expect(says('✓ count')).toBe(true);
  tell('wire', { device: 'reader', direction: 'out', head: 'AAAAAA9669000312FFEE', bytes: 64 });
  await shown.vm.$nextTick();
  expect(says('AA AA AA 96 69 00 03 12 FF EE（64）')).toBe(true);
});

test('the door takes six digits, shows none of them, and says why it stays shut', async () => {
  const refused = { ok: false, failure: { code: 'technician/wrong-code', detail: '' } } as const;
  const { press, says, called } = await show(TechnicianScreen, {}, stubKiosk({ 'technician/enter': refused }));
  for (const digit of '374872') await press(digit);
  expect(says('374872')).toBe(false);
  await press('进去');
  expect(called.at(-1)).toEqual({ name: 'technician/enter', input: { code: '374872' } });
  expect(says('这个码不对')).toBe(true);
});
