import { desk } from '../support/daemon.ts';
import { expect, test } from '../support/kiosk.ts';
import { touch, walkToDone } from '../support/walks.ts';

interface Filed {
  readonly kind: string;
  readonly payload: { readonly postingId: string; readonly number: string; readonly applicant: { readonly phone: string | null } };
}

test('a resident finds a job near by, applies with a card, and takes the paper home', async ({ kiosk }) => {
  const { screen, dock } = kiosk;
  const before = await desk<Filed[]>('GET', '/desk/submissions');
  await walkToDone(kiosk);
  await expect(screen.getByText('已受理')).toBeVisible();
  await expect(screen.getByText('请收好身份证和小票')).toBeVisible();
  await dock('dock/card', 'none');
  const filed = (await desk<Filed[]>('GET', '/desk/submissions')).slice(before.length);
  expect(filed.filter(({ kind }) => kind === 'application')).toHaveLength(1);
  await touch(screen.getByRole('button', { name: /我走了/ }).last());
  await expect(screen.getByText('碰一下屏幕就能用')).toBeVisible();
});
