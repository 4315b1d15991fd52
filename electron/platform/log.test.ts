import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLogCode, logEvents } from '../../shared/log-events.ts';
import { openLog } from './log.ts';
import { manualClock } from './manual-clock.ts';

function freshLog() {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const clock = manualClock('2026-11-21T02:26:00Z');
  const lines = () =>
    readFileSync(join(folder, 'kiosk.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { folder, clock, log: openLog(folder, clock), lines };
}

test('one event, one line of JSON', () => {
  const { log, lines } = freshLog();
  log('visit.screen', { screen: 'jobs' });
  expect(lines()).toEqual([{ at: '2026-11-21T02:26:00.000Z', event: 'visit.screen', screen: 'jobs' }]);
});

test('a name, a number or a phone in a field is hidden, whatever the caller thought', () => {
  const { log, lines } = freshLog();
  for (const screen of ['张三', '110000198502179939', '13800000000', 'x'.repeat(200)]) log('visit.screen', { screen });
  log('visit.screen', { screen: 'jobs', name: '张三' } as never);
  expect(lines().map(({ screen }) => screen)).toEqual(['hidden', 'hidden', 'hidden', 'hidden', 'jobs']);
  expect(JSON.stringify(lines())).not.toContain('张三');
});

test('no code holds five digits in a row or a Han character', () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^\d{5,18}$/), fc.constantFrom('张', '欧'), (around, digits, han) => {
      expect(isLogCode(around + digits)).toBe(false);
      expect(isLogCode(han + around)).toBe(false);
    }),
  );
});

test('a storm of one event is counted, not written', async () => {
  const { log, lines, clock } = freshLog();
  for (let i = 0; i < 500; i++) log('visit.screen', { screen: 'jobs' });
  expect(lines()).toHaveLength(20);
  await clock.advance(61_000);
  log('visit.screen', { screen: 'home' });
  expect(lines().at(-1)).toMatchObject({ screen: 'home', skipped: 480 });
});

test('ten files and no more', async () => {
  const { folder, log, clock } = freshLog();
  const { writeFileSync } = await import('node:fs');
  for (let i = 0; i < 14; i++) {
    writeFileSync(join(folder, 'kiosk.log'), 'x'.repeat(5 * 1024 * 1024));
    await clock.advance(61_000);
    log('visit.screen', { screen: 'jobs' });
  }
  expect(readdirSync(folder)).toHaveLength(10);
});

test('every event has a sentence for the technician', () => {
  for (const { sentence } of Object.values(logEvents)) expect(sentence.length).toBeGreaterThan(10);
});

test('a disk that is full stops nobody, and what could not be written is counted', () => {
  const { folder, log, lines } = freshLog();
  symlinkSync('/dev/full', join(folder, 'kiosk.log'));
  log('visit.screen', { screen: 'jobs' });
  log('visit.screen', { screen: 'home' });
  rmSync(join(folder, 'kiosk.log'));
  log('visit.screen', { screen: 'help' });
  expect(lines()).toMatchObject([{ screen: 'help', lost: 2 }]);
});
