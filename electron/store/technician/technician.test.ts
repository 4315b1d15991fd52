import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from 'otpauth';
import { expect, test } from 'vitest';
import { manualClock } from '../../platform/manual-clock.ts';
import { oneTimeCodes, openTechnicianDoor, technicianSecret } from './technician.ts';

function door(folder = mkdtempSync(join(tmpdir(), 'technician-'))) {
  const clock = manualClock('2026-11-21T09:00:00+08:00');
  const opened = openTechnicianDoor(folder, 'tj-liuyinli', clock);
  const codes = oneTimeCodes(technicianSecret(folder), 'tj-liuyinli');
  const code = (secondsAgo = 0) => codes.generate({ timestamp: clock.now().getTime() - secondsAgo * 1000 });
  return { folder, clock, code, ...opened };
}

// RFC 6238, appendix B, the SHA-1 rows, last six digits.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at second %d the code is that of the RFC', (second, code) => {
  const codes = oneTimeCodes(Secret.fromUTF8('12345678901234567890'), 'x');
  expect(codes.generate({ timestamp: second * 1000 })).toBe(code);
});

test('this minute’s code opens, once', async () => {
  const { checkCode, code, clock } = door();
  expect(checkCode(code())).toBe('right');
  expect(checkCode(code())).toBe('wrong');
  await clock.advance(30_000);
  expect(checkCode(code())).toBe('right');
});

test('a phone whose clock is half a minute late opens too, one that is two minutes late does not', () => {
  const { checkCode, code } = door();
  expect(checkCode(code(120))).toBe('wrong');
  expect(checkCode(code(30))).toBe('right');
});

test('five wrong codes shut the door for a quarter of an hour, for the right code as well', async () => {
  const { checkCode, code, clock } = door();
  const tries = Array.from({ length: 6 }, () => checkCode('000000'));
  expect(tries).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'locked', 'locked']);
  expect(checkCode(code())).toBe('locked');
  await clock.advance(15 * 60_000);
  expect(checkCode(code())).toBe('right');
});

test('a card is known once it was made known, after a restart too, and its number stands nowhere', () => {
  const first = door();
  expect(first.knowsCard('11000019920731002X')).toBe(false);
  first.makeCardKnown('11000019920731002X');
  const second = door(first.folder);
  expect(second.knowsCard('11000019920731002X')).toBe(true);
  expect(second.knowsCard('110000198502170037')).toBe(false);
  expect(readFileSync(join(first.folder, 'technician-cards.json'), 'utf8')).not.toContain('110000');
  expect(statSync(join(first.folder, 'technician.secret')).mode & 0o077).toBe(0);
});
