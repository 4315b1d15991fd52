import { expect, type Locator, type Page } from '@playwright/test';
import type { Input } from '../../shared/ipc.ts';
import { callBridge, type Kiosk } from './kiosk.ts';

export type Hands = Pick<Kiosk, 'screen' | 'call'>;
export type Card = Input<'dock/card'>;

/** A touch, once the glass stands still: what comes under the finger during a change of screens is not pressed. */
export async function touch(target: Locator): Promise<void> {
  await target.waitFor();
  await expect(target.page().locator('html[data-changing]')).toHaveCount(0);
  const hasTouch = await target.page().evaluate(() => navigator.maxTouchPoints > 0);
  await (hasTouch ? target.tap() : target.click());
}

/** What a person does, by what a person reads: from the attract screen to the list. */
export async function walkToJobs(screen: Page): Promise<void> {
  await touch(screen.getByText('碰一下屏幕就能用'));
  await touch(screen.getByRole('button', { name: /找工作/ }));
  await expect(screen.getByText(/分钟/).first()).toBeVisible();
}

export async function walkToPosting(screen: Page, which = 0): Promise<void> {
  await walkToJobs(screen);
  await touch(screen.getByRole('button', { name: /元/ }).nth(which));
  await expect(screen.getByRole('button', { name: '我要报名' })).toBeVisible();
}

export async function typePhone(screen: Page, phone: string): Promise<void> {
  for (const digit of phone) await touch(screen.getByRole('button', { name: digit, exact: true }));
}

export async function walkToConfirm(
  kiosk: Hands,
  phone: string | null = '13800000000',
  which = 0,
  card: Card = 'ordinary',
): Promise<void> {
  await walkToPosting(kiosk.screen, which);
  await walkFromPosting(kiosk, phone, card);
}

export async function walkFromPosting(
  { screen, call }: Hands,
  phone: string | null = '13800000000',
  card: Card = 'ordinary',
): Promise<void> {
  await touch(screen.getByRole('button', { name: '我要报名' }));
  await expect(screen.getByText(/请把身份证/)).toBeVisible();
  await call('dock/card', card);
  await expect(screen.getByRole('button', { name: '没有电话' })).toBeVisible();
  await expect(screen.getByText('请取走身份证')).toBeVisible();
  await call('dock/card', 'none');
  await expect(screen.getByText('请取走身份证')).toHaveCount(0);
  if (phone === null) await touch(screen.getByRole('button', { name: '没有电话' }));
  else {
    await typePhone(screen, phone);
    await touch(screen.getByRole('button', { name: '写好了' }));
  }
  await expect(screen.getByRole('button', { name: '发出去' })).toBeVisible();
}

export async function walkToDone(kiosk: Hands, which = 0): Promise<void> {
  await walkToConfirm(kiosk, '13800000000', which);
  await touch(kiosk.screen.getByRole('button', { name: '发出去' }));
  await expect(kiosk.screen.getByText('已收下').first()).toBeVisible();
}

/** The first fill has ended: every kind has been complete once. */
export async function catalogueIsComplete(screen: Page): Promise<void> {
  await expect
    .poll(
      () =>
        callBridge(screen, 'screen/hello', null).then(({ status }) =>
          Object.values(status.asOf).every((at) => at !== null),
        ),
      {
        timeout: 30_000,
      },
    )
    .toBe(true);
}
