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
  { type: 'receipted', receipt: { status: 'accepted', receivedAt: null, replyBy: null, keptUntil: null } },
  { type: 'printed', print: { state: 'cut' } },
);
const run = (...history: Happening[]) => history.reduce(step, attract);
const visiting = (session: Session) => session as Visiting;
const applying: Happening[] = [
  { type: 'woken', modes },
  { type: 'went', route: { name: 'posting', id: 'p1' } },
  { type: 'went', route: { name: 'apply', id: 'p1' } },
  { type: 'apply-began', subject },
];

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
      { type: 'printed', print: { state: 'cut' } },
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
  for (const type of ['idle', 'left', 'went-back', 'went-home'] as const) expect(step(sending, { type })).toBe(sending);
});

test('whatever happened, two idle spells end the visit unless something is being saved', () => {
  fc.assert(
    fc.property(fc.array(happening), (history) => {
      const session = run(...history);
      const saving = session.state === 'visiting' && session.apply?.step === 'taking';
      const end = step(step(session, { type: 'idle' }), { type: 'idle' });
      expect(end).toEqual(saving ? session : attract);
    }),
  );
});

test('nothing is called taken that was not sent', () => {
  fc.assert(
    fc.property(fc.array(happening), (history) => {
      const taken = history.findIndex(({ type }) => type === 'taken');
      const sent = history.findIndex(({ type }) => type === 'sent');
      const session = run(...history);
      if (session.state === 'visiting' && session.apply?.step === 'done') {
        expect(sent).toBeGreaterThanOrEqual(0);
        expect(taken).toBeGreaterThan(-1);
      }
    }),
  );
});

test('a known person has less time, an elder twice as much, a printing slip all of it', () => {
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
  expect(patienceSeconds(printing, times)).toBeNull();
  expect(patienceSeconds(attract, times)).toBeNull();
});
