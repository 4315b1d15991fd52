import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Modes } from '../../../shared/visit.ts';
import { patienceSeconds } from './idle.ts';
import { attract, here, step, type Happening, type Session, type Visiting } from './session.ts';

const modes: Modes = { language: 'zh-CN', elder: false, look: 'auto' };
const subject = {
  id: 'p1',
  version: 1,
  title: '小区保洁员',
  employer: '清和物业',
  trade: 'clean',
  walkMinutes: 4,
} as const;
const times = { anonymousSeconds: 60, identifiedSeconds: 45, warningSeconds: 30 };

const happening = fc.constantFrom<Happening>(
  { type: 'woken', modes },
  { type: 'went', route: { name: 'posting', id: 'p1' } },
  { type: 'went', route: { name: 'apply', id: 'p1' } },
  { type: 'went', route: { name: 'hiring' } },
  { type: 'went-back' },
  { type: 'went-home' },
  { type: 'touched' },
  { type: 'modes', modes: { elder: true } },
  { type: 'apply-began', subject },
  { type: 'card-trouble', code: 'reader/unreadable' },
  { type: 'card-read' },
  { type: 'phone-given' },
  { type: 'phone-questioned' },
  { type: 'sent' },
  { type: 'taken', number: '0001' },
  { type: 'not-taken', code: 'store/full' },
  {
    type: 'receipted',
    number: '0001',
    receipt: { status: 'accepted', receivedAt: null, replyBy: null, keptUntil: null },
  },
  { type: 'printed', number: '0001', print: { state: 'cut' } },
  { type: 'hiring', hiring: { state: 'taking' } },
  { type: 'hiring', hiring: { state: 'open' } },
  { type: 'help', help: { state: 'ringing', secondsWaited: 3 } },
);
const run = (...history: Happening[]) => history.reduce(step, attract);
const visiting = (session: Session) => session as Visiting;
const applying: Happening[] = [
  { type: 'woken', modes },
  { type: 'went', route: { name: 'posting', id: 'p1' } },
  { type: 'went', route: { name: 'apply', id: 'p1' } },
  { type: 'apply-began', subject },
];

/** The whole walk; the random histories begin somewhere in it, or they would never come far. */
const walk: Happening[] = [
  ...applying,
  { type: 'card-read' },
  { type: 'phone-given' },
  { type: 'sent' },
  { type: 'taken', number: '0001' },
  { type: 'printed', number: '0001', print: { state: 'cut' } },
];
const SENT = walk.length - 2;

test('the first touch only wakes', () => {
  const woken = visiting(run({ type: 'woken', modes }));
  expect(here(woken)).toEqual({ name: 'home' });
});

test('a walk from the card to the paper', () => {
  const end = visiting(
    run(
      ...applying,
      { type: 'card-read' },
      { type: 'phone-given' },
      { type: 'sent' },
      { type: 'taken', number: '0483' },
      { type: 'printed', number: '0483', print: { state: 'cut' } },
    ),
  );
  expect(end.apply).toMatchObject({ step: 'done', number: '0483', status: 'saved', print: { state: 'cut' } });
});

test('a second application in the same visit asks for no second card', () => {
  const again = visiting(
    run(...applying, { type: 'card-read' }, { type: 'phone-given' }, { type: 'went-home' }, ...applying.slice(1)),
  );
  expect(again.apply).toMatchObject({ step: 'confirm' });
});

test('turning pages does not lengthen the way back', () => {
  const page = (n: number): Happening => ({ type: 'went', route: { name: 'jobs', chips: ['near'], page: n } });
  const back = visiting(run({ type: 'woken', modes }, page(0), page(1), page(2), { type: 'went-back' }));
  expect(here(back)).toEqual({ name: 'home' });
});

test('idle asks first, and a touch takes it back', () => {
  const asked = run({ type: 'woken', modes }, { type: 'idle' });
  expect(visiting(asked).isWarned).toBe(true);
  expect(visiting(step(asked, { type: 'touched' })).isWarned).toBe(false);
});

test('a submission on its way to the disk is not abandoned', () => {
  const sending = run(...applying, { type: 'card-read' }, { type: 'phone-given' }, { type: 'sent' });
  for (const type of ['idle', 'went-back', 'went-home'] as const) expect(step(sending, { type })).toBe(sending);
});

test('我走了 while something is being saved ends the visit as soon as it is saved', () => {
  const leaving = step(run(...walk.slice(0, SENT)), { type: 'left' });
  expect(leaving.state).toBe('visiting');
  expect(step(leaving, { type: 'taken', number: '0483' })).toBe(attract);
  expect(step(leaving, { type: 'not-taken', code: 'store/full' })).toBe(attract);
});

test('the same trouble again and again changes nothing', () => {
  const troubled = run(...applying, { type: 'card-trouble', code: 'reader/disconnected' });
  expect(step(troubled, { type: 'card-trouble', code: 'reader/disconnected' })).toBe(troubled);
});

test('what comes of one submission does not land on the next', () => {
  const done = run(...walk);
  expect(step(done, { type: 'printed', number: '9999', print: { state: 'failed', code: 'printer/jam' } })).toBe(done);
  const receipt = { status: 'already-applied', receivedAt: null, replyBy: null, keptUntil: null } as const;
  expect(step(done, { type: 'receipted', number: '9999', receipt })).toBe(done);
});

test('whatever happened, two idle spells end the visit unless something is being saved', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.nat(walk.length), fc.array(happening), (steps, history) => {
      const session = run(...walk.slice(0, steps), ...history);
      const isSaving =
        session.state === 'visiting' && (session.apply?.step === 'taking' || session.hiring.state === 'taking');
      if (isSaving) seen += 1;
      const end = step(step(session, { type: 'idle' }), { type: 'idle' });
      expect(end).toEqual(isSaving ? session : attract);
    }),
    { numRuns: 2_000 },
  );
  expect(seen).toBeGreaterThan(0);
});

test('nothing is called taken that was not sent before', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.nat(walk.length), fc.array(happening), (steps, random) => {
      const history = [...walk.slice(0, steps), ...random];
      const session = run(...history);
      if (session.state !== 'visiting' || session.apply?.step !== 'done') return;
      seen += 1;
      const taken = history.findLastIndex(({ type }) => type === 'taken');
      expect(history.slice(0, taken).some(({ type }) => type === 'sent')).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  expect(seen).toBeGreaterThan(0);
});

test('a known person has less time, an elder twice as much, a printing slip two minutes', () => {
  const woken = run({ type: 'woken', modes });
  expect(patienceSeconds(woken, times)).toBe(60);
  const known = run(...applying, { type: 'card-read' });
  expect(patienceSeconds(known, times)).toBe(45);
  expect(patienceSeconds(step(known, { type: 'modes', modes: { elder: true } }), times)).toBe(90);
  expect(patienceSeconds(step(step(known, { type: 'modes', modes: { elder: true } }), { type: 'idle' }), times)).toBe(
    60,
  );
  const printing = run(
    ...applying,
    { type: 'card-read' },
    { type: 'phone-given' },
    { type: 'sent' },
    { type: 'taken', number: '1' },
  );
  expect(patienceSeconds(printing, times)).toBe(120);
  expect(patienceSeconds(attract, times)).toBeNull();
});
