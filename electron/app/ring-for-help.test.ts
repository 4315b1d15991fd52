import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import type { Slip } from '../../shared/slips/layout.ts';
import { ok } from '../../shared/result.ts';
import { absentPrinter } from '../devices/absent.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import { manualClock } from '../platform/manual-clock.ts';
import { enrolledKiosk, passing, STATION } from './enrolled-kiosk.fixture.ts';
import { hostVisit } from './host-visit.ts';
import { ringForHelp } from './ring-for-help.ts';
import { writeSlips } from './write-slips.ts';

const modes = { language: 'zh-CN', elder: false, look: 'auto' } as const;
const clock = manualClock(new Date().toISOString());
let platform: TestPlatform;
let kiosk: Awaited<ReturnType<typeof enrolledKiosk>>;

beforeAll(async () => {
  platform = await startPlatform(clock.now);
}, 30_000);
afterAll(() => platform.close());
beforeEach(async () => {
  kiosk = await enrolledKiosk(platform, clock);
});
afterEach(async () => {
  expect(kiosk.defects).toEqual([]);
  // Cases of one test are not the next one's.
  for (const { id } of await cases()) await platform.desk('POST', `/desk/help-cases/${id}/answer`, { by: '-' });
  await kiosk.close();
});

const cases = () => platform.desk<{ id: string; screen: string }[]>('GET', `/desk/stations/${STATION}/help-cases`);

/** Somebody stands on a posting and has asked for help. */
function visitorOnAPosting(roll = { hasPaper: true }) {
  const slips: Slip[] = [];
  const printer: SlipPrinter = {
    ...absentPrinter,
    print: async (slip) => (roll.hasPaper ? (slips.push(slip), ok('cut')) : absentPrinter.print(slip)),
  };
  const { log, onDefect } = kiosk.common;
  const idle = { anonymousSeconds: 600, identifiedSeconds: 600, warningSeconds: 30 };
  const host = hostVisit({
    clock,
    log,
    idle,
    language: 'zh-CN',
    onEnded: () => undefined,
    onWarningTick: () => undefined,
  });
  const station = { name: '柳荫里就业驿站', phone: '022-5550 0126', complaints: '12333' };
  const help = ringForHelp({
    host,
    platform: kiosk.client,
    stationId: STATION,
    printer,
    slips: writeSlips(station, kiosk.identity, clock.now),
    clock,
    log,
    onDefect,
  });
  const enter = () => {
    host.happen({ type: 'went', route: { name: 'help' } });
    help.ring();
  };
  host.happen({ type: 'woken', modes });
  host.happen({ type: 'went', route: { name: 'posting', id: 'p-1' } });
  const state = () => {
    const view = host.view();
    return view.state === 'open' ? view.help : undefined;
  };
  enter();
  return { host, state, slips, enter, ring: help.ring };
}

test('somebody on duty answers: the name stands there within a second, and no paper comes', async () => {
  const { state, slips, host } = visitorOnAPosting();
  const [open] = await passing(clock, 0, cases, (all) => all.length === 1);
  expect(open!.screen).toBe('posting');
  await clock.advance(12_000);
  expect(state()).toEqual({ state: 'ringing', secondsWaited: expect.any(Number) as number });
  await platform.desk('POST', `/desk/help-cases/${open!.id}/answer`, { by: '李敏' });
  await passing(clock, 1_000, state, (help) => help?.state !== 'ringing');
  expect(state()).toEqual({ state: 'answered', by: '李敏' });
  expect(slips).toEqual([]);
  host.close();
});

test('nobody answers: after thirty seconds, not before, the number to call is printed', async () => {
  const { state, slips, host } = visitorOnAPosting();
  const began = clock.monotonic();
  await passing(clock, 1_000, state, (help) => help?.state === 'unanswered' && help.print?.state !== 'printing');
  expect(clock.monotonic() - began).toBeGreaterThanOrEqual(30_000);
  expect(state()).toEqual({ state: 'unanswered', rang: true, print: { state: 'cut' } });
  expect(JSON.stringify(slips)).toContain('022-5550 0126');
  expect(slips).toHaveLength(1);
  expect(kiosk.logged('help.unanswered')).toEqual([{ online: true }]);
  host.close();
});

test('without a line nobody waits, and without paper that is said', async () => {
  kiosk.line.cut();
  const { state, host } = visitorOnAPosting({ hasPaper: false });
  await passing(clock, 0, state, (help) => help?.state === 'unanswered' && help.print?.state !== 'printing');
  expect(state()).toEqual({
    state: 'unanswered',
    rang: false,
    print: { state: 'failed', code: 'printer/disconnected' },
  });
  expect(kiosk.logged('help.unanswered')).toEqual([{ online: false }]);
  host.close();
});

test('who has the paper gets no second one; who could not get it is given it when there is paper', async () => {
  kiosk.line.cut();
  const roll = { hasPaper: false };
  const { state, host, slips, ring } = visitorOnAPosting(roll);
  const settled = () =>
    passing(clock, 0, state, (help) => help?.state === 'unanswered' && help.print?.state !== 'printing');
  await settled();
  roll.hasPaper = true;
  ring();
  await passing(clock, 0, state, (help) => help?.state === 'unanswered' && help.print?.state === 'cut');
  ring();
  await settled();
  expect(state()).toEqual({ state: 'unanswered', rang: false, print: null });
  expect(slips).toHaveLength(1);
  host.close();
});

test('who goes away is not rung for any longer, and gets no paper', async () => {
  const { host, slips } = visitorOnAPosting();
  await passing(clock, 0, cases, (all) => all.length === 1);
  host.happen({ type: 'went-back' });
  await clock.advance(60_000);
  expect(slips).toEqual([]);
  expect(kiosk.logged('help.unanswered')).toEqual([]);
  host.close();
});

test('who goes back and comes again rings once, not twice', async () => {
  const { host, state, slips, enter } = visitorOnAPosting();
  await passing(clock, 0, cases, (all) => all.length === 1);
  host.happen({ type: 'went-back' });
  enter();
  await passing(clock, 1_000, state, (help) => help?.state === 'unanswered' && help.print?.state !== 'printing');
  await clock.advance(5_000);
  expect(slips).toHaveLength(1);
  expect(kiosk.logged('help.unanswered')).toHaveLength(1);
  host.close();
});

test('a second touch while it rings changes nothing', async () => {
  const { host, ring } = visitorOnAPosting();
  ring();
  await passing(clock, 0, cases, (all) => all.length === 1);
  await clock.advance(2_000);
  expect(await cases()).toHaveLength(1);
  host.close();
});
