import { expect, test } from 'vitest';
import { manualClock } from '../platform/manual-clock.ts';
import { silentLog } from '../platform/log.ts';
import { hostVisit } from './host-visit.ts';

const modes = { language: 'zh-CN', elder: false, look: 'auto' } as const;
const subject = {
  id: 'p1',
  version: 1,
  title: '小区保洁员',
  employer: '清和物业',
  trade: 'clean',
  walkMinutes: 4,
} as const;
const person = { name: '张三丰', number: '110000198502179939', validTo: null, remarks: [] };

function visitorAtTheGlass(elder = false) {
  const clock = manualClock('2026-11-21T02:26:00Z');
  const ended: boolean[] = [];
  const ticks: number[] = [];
  const host = hostVisit({
    clock,
    log: silentLog,
    idle: { anonymousSeconds: 60, identifiedSeconds: 45, warningSeconds: 30 },
    language: 'zh-CN',
    onEnded: (wasIdentified) => void ended.push(wasIdentified),
    onWarningTick: (left) => void ticks.push(left),
  });
  host.happen({ type: 'woken', modes });
  if (elder) host.happen({ type: 'modes', modes: { elder: true } });
  const warning = () => {
    const view = host.view();
    return view.state === 'open' ? view.warning : undefined;
  };
  return { clock, host, ended, ticks, warning };
}

test('after a minute the kiosk asks, half a minute later it forgets', async () => {
  const { clock, host, ended, ticks, warning } = visitorAtTheGlass();
  await clock.advance(59_000);
  expect(warning()).toBeNull();
  await clock.advance(1_000);
  expect(warning()).toEqual({ secondsLeft: 30, secondsTotal: 30 });
  await clock.advance(20_000);
  expect(warning()).toEqual({ secondsLeft: 10, secondsTotal: 30 });
  await clock.advance(10_000);
  expect(host.view()).toEqual({ state: 'attract' });
  expect(ended).toEqual([false]);
  expect(ticks[0]).toBe(30);
  expect(ticks.at(-1)).toBe(1);
});

test('a touch begins the minute anew, as often as one likes', async () => {
  const { clock, host, warning } = visitorAtTheGlass();
  for (let i = 0; i < 12; i++) {
    await clock.advance(75_000);
    expect(warning()?.secondsLeft).toBe(15);
    host.happen({ type: 'touched' });
    expect(warning()).toBeNull();
  }
});

test('elders have twice the time', async () => {
  const { clock, warning } = visitorAtTheGlass(true);
  await clock.advance(119_000);
  expect(warning()).toBeNull();
  await clock.advance(1_000);
  expect(warning()).toEqual({ secondsLeft: 60, secondsTotal: 60 });
});

test('a known person is masked while here and gone when the visit ends', async () => {
  const { clock, host, ended } = visitorAtTheGlass();
  host.happen({ type: 'went', route: { name: 'apply', id: 'p1' } });
  host.happen({ type: 'apply-began', subject });
  const { person: kept } = host.visit();
  kept.hold(person, false);
  host.happen({ type: 'card-read' });
  expect(JSON.stringify(host.view())).toContain('张**');
  expect(JSON.stringify(host.view())).not.toMatch(/\d{5}/);
  await clock.advance(75_000);
  expect(host.view()).toEqual({ state: 'attract' });
  expect(kept.reveal()).toBeUndefined();
  expect(ended).toEqual([true]);
});

test('the wall clock may jump ten years; nobody is thrown out or kept', async () => {
  const { clock, warning } = visitorAtTheGlass();
  clock.jump(10 * 365 * 86_400_000);
  await clock.advance(59_000);
  expect(warning()).toBeNull();
  clock.jump(-20 * 365 * 86_400_000);
  await clock.advance(1_000);
  expect(warning()?.secondsLeft).toBe(30);
});
