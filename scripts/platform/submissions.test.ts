import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../shared/domain/submission.ts';
import { KEY_HEADER, Problem } from '../../shared/platform-api.ts';
import { startPlatform, type TestPlatform } from '../../tests/support/platform.ts';
import { sampleApplication, samplePosting } from '../../tests/support/samples.ts';
import { askerOf, newDevice, type Asker, type RawAnswer } from './device.fixture.ts';

const now = () => new Date();
const applicant = { name: '样本甲', number: '110000198502179939', phone: '13800000000' };
let platform: TestPlatform;
let ask: Asker;
let kiosk: Awaited<ReturnType<ReturnType<typeof newDevice>['join']>>;

beforeAll(async () => {
  platform = await startPlatform(now);
  ask = askerOf(platform);
  kiosk = await newDevice(ask, now).join(await platform.issueCode());
}, 30_000);
afterAll(() => platform.close());

const filed = async (key: string) => (await platform.submissions()).filter((one) => one.key === key);
const outcome = (answer: RawAnswer) => answer.json<Receipt>().outcome;
const refusal = (answer: RawAnswer) => [answer.status, Problem.parse(answer.json()).code];

describe('one key', () => {
  test('with the same content has the same receipt, byte for byte, and one row', async () => {
    const submission = await kiosk.sealed(sampleApplication({ postingId: 'k-1' }));
    const first = await kiosk.submit(submission);
    expect(first.json()).toMatchObject({ key: submission.key, outcome: 'accepted' });
    const again = await kiosk.submit(submission);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await filed(submission.key)).toHaveLength(1);
  });

  test('with other content is refused, and the first stays what it was', async () => {
    const submission = await kiosk.sealed(sampleApplication({ postingId: 'k-2', walkMinutes: 4 }));
    const first = await kiosk.submit(submission);
    const { key, subject } = submission;
    const other = await kiosk.sealed(sampleApplication({ postingId: 'k-2', walkMinutes: 5 }), { key, subject });
    expect(refusal(await kiosk.submit(other))).toEqual([409, 'key-reused']);
    expect(refusal(await kiosk.submit({ ...submission, sequence: 999 }))).toEqual([409, 'key-reused']);
    expect((await kiosk.submit(submission)).text).toBe(first.text);
    expect(await filed(key)).toMatchObject([{ payload: { walkMinutes: 4 } }]);
  });

  test('delivered eight times at once is one row with one receipt', async () => {
    const submission = await kiosk.sealed(sampleApplication({ postingId: 'k-3' }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => kiosk.submit(submission)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(outcome(answers[0]!)).toBe('accepted');
    expect(await filed(submission.key)).toHaveLength(1);
  });
});

describe('refused and not filed', () => {
  const sample = sampleApplication({ postingId: 'refused' });
  test.each<[string, () => Promise<RawAnswer>, number, Problem['code']]>([
    [
      'sealed for another station',
      async () => kiosk.submit(await kiosk.sealed(sample, { sealedFor: 's-2' })),
      422,
      'unopenable',
    ],
    [
      'sealed as another kind',
      async () => kiosk.submit(await kiosk.sealed(sample, { sealedAs: 'recruiting-contact' })),
      422,
      'unopenable',
    ],
    [
      'of one kind, sent as another',
      async () =>
        kiosk.submit(await kiosk.sealed(sample, { kind: 'recruiting-contact', sealedAs: 'recruiting-contact' })),
      422,
      'unopenable',
    ],
    ['of a schema nobody knows', async () => kiosk.submit(await kiosk.sealed(sample, { schema: 2 })), 400, 'malformed'],
    [
      'said to come from another station',
      async () => kiosk.submit(await kiosk.sealed(sample, { stationId: 's-2', sealedFor: 's-2' })),
      400,
      'malformed',
    ],
    [
      'with another key in its header',
      async () => kiosk.submit(await kiosk.sealed(sample), { [KEY_HEADER]: randomBytes(16).toString('hex') }),
      400,
      'malformed',
    ],
    ['without a key in its header', async () => kiosk.submit(await kiosk.sealed(sample), {}), 400, 'malformed'],
    [
      'with one byte changed on the way',
      async () => {
        const submission = await kiosk.sealed(sample);
        return kiosk.submit({
          ...submission,
          ciphertext: (submission.ciphertext.startsWith('A') ? 'B' : 'A') + submission.ciphertext.slice(1),
        });
      },
      422,
      'unopenable',
    ],
    [
      'sealed to a point that is none',
      async () => kiosk.submit(await kiosk.sealed(sample, { encapsulated: 'A'.repeat(43) })),
      422,
      'unopenable',
    ],
    [
      'sealed around something that is no application',
      async () => kiosk.submit(await kiosk.sealed({ ...sample, photo: 'x' })),
      422,
      'unopenable',
    ],
  ])('%s', async (_, submit, status, code) => {
    const before = (await platform.submissions()).length;
    expect(refusal(await submit())).toEqual([status, code]);
    expect(await platform.submissions()).toHaveLength(before);
  });
});

describe('the same person for the same posting', () => {
  test('has applied already, from whichever terminal, and stands there once', async () => {
    const elsewhere = await newDevice(ask, now, 's-2').join(await platform.issueCode('s-2'));
    const application = sampleApplication({ postingId: 'twice' });
    expect(outcome(await kiosk.submit(await kiosk.sealed(application)))).toBe('accepted');
    expect(outcome(await elsewhere.submit(await elsewhere.sealed(application)))).toBe('already-applied');
    const other = sampleApplication({ postingId: 'twice', applicant: { ...applicant, number: '110000199001010013' } });
    expect(outcome(await kiosk.submit(await kiosk.sealed(other)))).toBe('accepted');
    const rows = (await platform.submissions()).filter(
      ({ payload }) => (payload as { postingId: string }).postingId === 'twice',
    );
    expect(rows).toHaveLength(2);
  });

  test('from six terminals at the same moment: one is accepted, the others are told', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, () => kiosk.sealed(sampleApplication({ postingId: 'at-once' }))),
    );
    const answers = await Promise.all(all.map((submission) => kiosk.submit(submission)));
    expect(answers.map(outcome).sort()).toEqual(['accepted', ...Array<string>(5).fill('already-applied')]);
  });
});

test("an employer sees surname, walk and, only with consent, the phone; never a number, never another employer's people", async () => {
  const of = (id: string, employer: string) =>
    samplePosting({ id, employer: { id: employer, name: '清和物业', kind: 'firm' } });
  await platform.publish('posting', [of('seen', 'e-7'), of('unseen', 'e-8')]);
  const apply = async (postingId: string, phone: boolean, number: string) =>
    kiosk.submit(
      await kiosk.sealed(
        sampleApplication({ postingId, employerSees: { phone }, applicant: { ...applicant, number } }),
      ),
    );
  await apply('seen', true, '110000198502179939');
  await apply('seen', false, '110000199001010013');
  await apply('unseen', true, '110000198502179939');
  const candidates = await platform.desk<object[]>('GET', '/desk/employers/e-7/candidates');
  expect(candidates).toMatchObject([
    { postingId: 'seen', phone: '13800000000' },
    { postingId: 'seen', phone: null },
  ]);
  expect(candidates.map((candidate) => Object.keys(candidate).sort())).toEqual(
    Array(2).fill(['appliedAt', 'phone', 'postingId', 'surname', 'walkMinutes']),
  );
  expect(JSON.stringify(candidates)).not.toMatch(/\d{15}|样本甲/);
});
