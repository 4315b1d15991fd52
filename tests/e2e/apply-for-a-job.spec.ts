import { createPublicKey, verify } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedCards } from '../../electron/devices/card-reader/simulated-cards.ts';
import { parseSlip, signedPart } from '../../shared/slips/payload.ts';
import { applicationsOf, slipKeys } from '../support/desk.ts';
import { expect, test } from '../support/kiosk.ts';
import { decodeCodes, newestSlip } from '../support/paper.ts';
import { findMarkers, markersNotIn, markersOf, scanFolder } from '../support/residue.ts';
import {
  catalogueIsComplete,
  touch,
  walkFromPosting,
  walkToConfirm,
  walkToDone,
  walkToPosting,
} from '../support/walks.ts';

const { number } = simulatedCards.ordinary;
const markers = markersOf(number);

test('a resident finds a job near by, applies with a card, and takes the paper home', async ({ kiosk }) => {
  const { screen, call, daemon } = kiosk;
  await walkToPosting(screen);
  await catalogueIsComplete(screen);
  // What public content happens to hold says nothing about a person; everything else must stay away to the end.
  const telling = markersNotIn(daemon.dataFolder, markers);
  expect(telling.length).toBeGreaterThan(markers.length / 2);
  await walkFromPosting(kiosk);
  expect(findMarkers(Buffer.from(await screen.locator('body').innerText()), markers)).toEqual([]);
  await touch(screen.getByRole('button', { name: '发出去' }));
  await expect(screen.getByText(/已受理/)).toBeVisible();
  await expect(screen.getByText('请取走小票')).toBeVisible();

  const shown = (
    await screen
      .getByText(/^\d{4}$/)
      .first()
      .innerText()
  ).trim();
  expect(await applicationsOf(kiosk.daemon.dataFolder)).toMatchObject([
    { number: shown, applicant: { number, phone: '13800000000' }, employerSees: { phone: false } },
  ]);

  const svg = (await call('dock/last-slip', null)) ?? '';
  const [code] = await decodeCodes(await newestSlip(daemon.dataFolder));
  const slip = parseSlip(code ?? '');
  expect(slip.ok && slip.body.kind).toBe('receipt');
  if (!slip.ok) return;
  // The kiosk's certified key: the platform's signed list names it.
  const key = (await slipKeys()).find(({ id }) => id === Buffer.from(slip.body.keyId).toString('hex'));
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key?.key ?? '' }, format: 'jwk' });
  expect(verify(null, signedPart(slip.versionAndBody), publicKey, slip.signature)).toBe(true);

  expect(findMarkers(Buffer.from(await screen.locator('body').innerText()), markers)).toEqual([]);
  expect(findMarkers(Buffer.from(svg), markers)).toEqual([]);
  await touch(screen.getByRole('button', { name: '好，我走了' }));
  await expect(screen.getByText('碰一下屏幕就能用')).toBeVisible();
  expect(scanFolder(daemon.dataFolder, telling)).toEqual([]);
  // The scan is worth something: the same number, planted where a careless line would write it, is found.
  appendFileSync(join(daemon.dataFolder, 'log/kiosk.log'), `{"planted":"${number}"}\n`);
  expect(scanFolder(daemon.dataFolder, telling)).toEqual([join(daemon.dataFolder, 'log/kiosk.log')]);
});

test('with the network cut before the touch that sends, it is saved, and delivered once when the line is back', async ({
  kiosk,
}) => {
  const { screen, call } = kiosk;
  await walkToConfirm(kiosk, '13900000000', 1);
  await call('dock/network', 'cut');
  await touch(screen.getByRole('button', { name: '发出去' }));
  await expect(screen.getByText(/已保存，待上传/)).toBeVisible();
  await expect(screen.getByText('请取走小票')).toBeVisible();
  expect(await applicationsOf(kiosk.daemon.dataFolder)).toEqual([]);
  await call('dock/network', 'restore');
  await expect.poll(() => applicationsOf(kiosk.daemon.dataFolder), { timeout: 20_000 }).toHaveLength(1);
  await expect(screen.getByText(/已受理/)).toBeVisible();
  expect(await applicationsOf(kiosk.daemon.dataFolder)).toHaveLength(1);
});

test('who has applied before is told so, and the platform keeps one', async ({ kiosk }) => {
  const { screen } = kiosk;
  // The second of the list is the same both times only when nothing comes in between.
  await catalogueIsComplete(screen);
  await walkToDone(kiosk, 2);
  await expect(screen.getByText('请取走小票')).toBeVisible();
  await touch(screen.getByRole('button', { name: '好，我走了' }));
  await kiosk.call('dock/card', 'none');
  await walkToConfirm(kiosk, '13800000000', 2);
  await touch(screen.getByRole('button', { name: '发出去' }));
  await expect(screen.getByText('您已报过这个岗位')).toBeVisible();
  expect(await applicationsOf(kiosk.daemon.dataFolder)).toHaveLength(1);
});

test('the phone goes to the employer only by the second 同意', async ({ kiosk }) => {
  const { screen } = kiosk;
  await walkToConfirm(kiosk, '13800000000', 3);
  await touch(screen.getByRole('button', { name: /同意/ }));
  await touch(screen.getByRole('button', { name: '发出去' }));
  await expect(screen.getByText(/已受理/)).toBeVisible();
  expect(await applicationsOf(kiosk.daemon.dataFolder)).toMatchObject([{ employerSees: { phone: true } }]);
});

test('an expired card is taken with a remark, and nobody needs a phone', async ({ kiosk }) => {
  const { screen, call } = kiosk;
  await walkToPosting(screen, 0);
  await touch(screen.getByRole('button', { name: '我要报名' }));
  await expect(screen.getByText(/请把身份证/)).toBeVisible();
  await call('dock/card', 'expired');
  await touch(screen.getByRole('button', { name: '没有电话' }));
  await expect(screen.getByText(/证件过期/)).toBeVisible();
  await touch(screen.getByRole('button', { name: '发出去' }));
  await expect(screen.getByText(/已受理/)).toBeVisible();
  expect(await applicationsOf(kiosk.daemon.dataFolder)).toMatchObject([
    { cardExpired: true, applicant: { phone: null } },
  ]);
});

for (const [card, name] of [
  ['foreigner', simulatedCards.foreigner.nameEn],
  ['hongKong', simulatedCards.hongKong.name],
] as const) {
  test(`somebody with another card than a citizen's applies: ${card}`, async ({ kiosk }) => {
    const { screen } = kiosk;
    await walkToConfirm(kiosk, null, 1, card);
    await touch(screen.getByRole('button', { name: '发出去' }));
    await expect(screen.getByText(/已受理/)).toBeVisible();
    expect(await applicationsOf(kiosk.daemon.dataFolder)).toMatchObject([
      { applicant: { name, number: simulatedCards[card].number }, cardExpired: false },
    ]);
  });
}
