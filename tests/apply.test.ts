import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../shared/domain/submission.ts';
import { composedKiosk, until } from './support/composed-kiosk.ts';
import { startPlatform, type TestPlatform } from './support/platform.ts';
import { samplePosting } from './support/samples.ts';

let platform: TestPlatform;
let kiosk: Awaited<ReturnType<typeof composedKiosk>>;
beforeAll(async () => {
  platform = await startPlatform();
  const later = new Date(Date.now() + 86_400_000 * 5).toISOString().slice(0, 10);
  await platform.publish('posting', [
    samplePosting({ id: 'near', metres: 200, validThrough: later }),
    samplePosting({ id: 'far', metres: 3_000, validThrough: later, title: '仓库理货员' }),
  ]);
  kiosk = await composedKiosk(platform);
});
afterAll(async () => {
  await kiosk.close();
  await platform.close();
});

test('from the list to the platform, with the card on the wire', async () => {
  await until(kiosk.status, (status) => status.asOf.posting !== null);
  await kiosk.call('visit/wake', null);
  const page = await kiosk.call('postings/list', { chips: [], page: 0, pageSize: 4 });
  expect(page.cards.map(({ id, walkMinutes }) => [id, walkMinutes])).toEqual([
    ['near', 4],
    ['far', 56],
  ]);
  await kiosk.call('visit/go', { name: 'posting', id: 'near' });
  await kiosk.call('visit/go', { name: 'apply', id: 'near' });
  await until(kiosk.apply, (apply) => apply?.step === 'card');
  await kiosk.call('dock/card', 'ordinary');
  const known = await until(kiosk.apply, (apply) => apply?.step === 'phone');
  expect(JSON.stringify(known)).not.toMatch(/\d{5}/);
  await kiosk.call('apply/phone', { phone: '13800000000' });
  await until(kiosk.apply, (apply) => apply?.step === 'confirm');
  await kiosk.call('apply/send', { phoneToEmployer: true });
  const done = await until(kiosk.apply, (apply) => apply?.step === 'done' && apply.print.state === 'cut');
  expect(done).toMatchObject({ number: '0001', status: 'accepted' });
  expect((await platform.submissions()).map(({ payload }) => payload as Application)).toMatchObject([
    { postingId: 'near', applicant: { phone: '13800000000' }, employerSees: { phone: true }, walkMinutes: 4 },
  ]);
  const candidates = await platform.desk<unknown[]>('GET', '/desk/employers/e-1/candidates');
  expect(candidates).toMatchObject([{ postingId: 'near', phone: '13800000000', walkMinutes: 4 }]);
  expect(JSON.stringify(candidates)).not.toMatch(/11000/);
  await kiosk.call('dock/card', 'none');
  await kiosk.call('visit/leave', null);
  expect(await kiosk.visit()).toEqual({ state: 'attract' });
});

test('a card that somebody left lying is not the next visitor, who is asked to lay it anew', async () => {
  await kiosk.call('dock/card', 'longTerm');
  await kiosk.call('visit/wake', null);
  await kiosk.call('visit/go', { name: 'apply', id: 'far' });
  const prompt = await until(kiosk.apply, (apply) => apply?.step === 'card' && apply.trouble !== null);
  expect(prompt).toMatchObject({ trouble: 'reader/unreadable' });
  await kiosk.call('dock/card', 'none');
  await kiosk.call('dock/card', 'ordinary');
  const known = await until(kiosk.apply, (apply) => apply?.step === 'phone');
  expect(known).toMatchObject({ person: { number: expect.stringMatching(/^1\*+X$/) as string } });
  await kiosk.call('visit/leave', null);
});

test('a social-security card will do; one of the third generation is named, and the ID card asked for', async () => {
  await kiosk.call('visit/wake', null);
  await kiosk.call('visit/go', { name: 'apply', id: 'far' });
  await until(kiosk.apply, (apply) => apply?.step === 'card');
  await kiosk.call('dock/card', 'third');
  const closed = await until(kiosk.apply, (apply) => apply?.step === 'card' && apply.trouble !== null);
  expect(closed).toMatchObject({ trouble: 'reader/needs-authorisation' });
  await kiosk.call('dock/card', 'none');
  await kiosk.call('dock/card', 'second');
  const known = await until(kiosk.apply, (apply) => apply?.step === 'phone');
  expect(known).toMatchObject({ person: { name: expect.stringMatching(/^阿\*+$/) as string, nameUnclear: false } });
  await until(kiosk.status, ({ card }) => card === 'lies');
  await kiosk.call('dock/card', 'none');
  await until(kiosk.status, ({ card }) => card === 'lifted');
  await kiosk.call('visit/leave', null);
});

test('a letter that no screen can show is said to the visitor', async () => {
  await kiosk.call('visit/wake', null);
  await kiosk.call('visit/go', { name: 'apply', id: 'far' });
  await until(kiosk.apply, (apply) => apply?.step === 'card');
  await kiosk.call('dock/card', 'madeUpLetter');
  const known = await until(kiosk.apply, (apply) => apply?.step === 'phone');
  expect(known).toMatchObject({ person: { nameUnclear: true } });
  await kiosk.call('dock/card', 'none');
  await kiosk.call('visit/leave', null);
});

describe('a code that somebody holds up', () => {
  const atPrompt = async () => {
    await kiosk.call('visit/wake', null);
    await kiosk.call('visit/go', { name: 'apply', id: 'far' });
    await until(kiosk.apply, (apply) => apply?.step === 'card');
  };
  const issued = () =>
    platform.desk<{ code: string }>('POST', '/desk/person-codes', { name: '样本己', number: '110000199207310046' });
  const scan = (text: string, symbology = ']Q1') => kiosk.call('dock/scan', { text, symbology });

  test('is the person whom the platform vouches for, once', async () => {
    await atPrompt();
    const { code } = await issued();
    await scan(code);
    const known = await until(kiosk.apply, (apply) => apply?.step === 'phone');
    expect(known).toMatchObject({ person: { name: '样**', cardExpired: false } });
    await kiosk.call('visit/leave', null);
    await atPrompt();
    await scan(code);
    const refused = await until(kiosk.apply, (apply) => apply?.step === 'card' && apply.trouble !== null);
    expect(refused).toMatchObject({ trouble: 'code/expired' });
    await kiosk.call('visit/leave', null);
  });

  test('that the platform does not know is refused, and the card still serves', async () => {
    await atPrompt();
    await scan('https://example.invalid/s/8F3K2');
    const refused = await until(kiosk.apply, (apply) => apply?.step === 'card' && apply.trouble !== null);
    expect(refused).toMatchObject({ trouble: 'code/unknown' });
    await kiosk.call('dock/card', 'ordinary');
    await until(kiosk.apply, (apply) => apply?.step === 'phone');
    await kiosk.call('dock/card', 'none');
    await kiosk.call('visit/leave', null);
  });

  test('goes nowhere from a screen that did not ask for it, nor when it is no QR code', async () => {
    const { code } = await issued();
    await kiosk.call('visit/wake', null);
    await scan(code);
    expect(await kiosk.visit()).toMatchObject({ route: { name: 'home' }, identified: false });
    await kiosk.call('visit/leave', null);
    await atPrompt();
    await scan(code, ']C0');
    await scan(code);
    await until(kiosk.apply, (apply) => apply?.step === 'phone');
    await kiosk.call('visit/leave', null);
  });
});
