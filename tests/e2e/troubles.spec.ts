import { desk } from '../support/daemon.ts';
import { expect, test } from '../support/kiosk.ts';
import { touch, walkToConfirm } from '../support/walks.ts';

/** What stands on the paper, without the drawing's own language and without blanks. */
const wordsOf = (svg: string) => svg.replace(/<[^>]*>|\s/g, '');
const wake = (screen: import('@playwright/test').Page) => touch(screen.getByText('碰一下屏幕就能用'));

test('a reader that is pulled is named on the home screen, and comes back', async ({ kiosk }) => {
  const { screen, call } = kiosk;
  await wake(screen);
  await expect(screen.getByRole('button', { name: /找工作/ })).toBeVisible();
  await call('dock/reader', 'unplug');
  await expect(screen.getByText(/读卡的地方/)).toBeVisible({ timeout: 5_000 });
  await call('dock/reader', 'replug');
  await expect(screen.getByText(/读卡的地方/)).toHaveCount(0, { timeout: 5_000 });
});

test('an empty printer is named with the station that prints; what is applied for is taken all the same', async ({
  kiosk,
}) => {
  const { screen, call } = kiosk;
  await call('dock/printer', 'empty');
  await wake(screen);
  await expect(screen.getByText(/没纸/)).toBeVisible({ timeout: 6_000 });
  await expect(screen.getByText(/槐荫驿站/)).toBeVisible();
  await call('dock/printer', 'load');
  await expect(screen.getByText(/没纸/)).toHaveCount(0, { timeout: 6_000 });
});

test('paper that ends under the slip is said, never 请取走, and the slip is printed again', async ({ kiosk }) => {
  const { screen, call } = kiosk;
  await walkToConfirm(kiosk, '13800000000', 1, 'rareCharacters');
  await call('dock/printer', 'empty');
  await touch(screen.getByRole('button', { name: '发出去' }));
  await expect(screen.getByText('已收下').first()).toBeVisible();
  await expect(screen.getByText(/没纸/)).toBeVisible();
  await expect(screen.getByText('请取走小票')).toHaveCount(0);
  await call('dock/printer', 'load');
  await touch(screen.getByRole('button', { name: '小票没出来？' }));
  await expect(screen.getByText('请取走小票')).toBeVisible();
});

test('without a line the lists stay, and say how old they are', async ({ kiosk }) => {
  const { screen, call } = kiosk;
  await wake(screen);
  await expect(screen.getByText(/岗位更新到/)).toBeVisible();
  await call('dock/network', 'cut');
  await expect(screen.getByText(/网断了/)).toBeVisible({ timeout: 70_000 });
  await touch(screen.getByRole('button', { name: /找工作/ }));
  await expect(screen.getByRole('button', { name: /元/ }).first()).toBeVisible();
  await expect(screen.getByText(/截至/).first()).toBeVisible();
});

test('help that is answered says who comes', async ({ kiosk }) => {
  const { screen } = kiosk;
  await wake(screen);
  await touch(screen.getByRole('button', { name: '找人帮忙' }));
  await touch(screen.getByRole('button', { name: /李敏|值班|过来/ }).first());
  const open = () => desk<{ id: string; screen: string }[]>('GET', '/desk/stations/tj-liuyinli/help-cases');
  // Other kiosks of this run may ring as well; this visitor asked from the home screen.
  const ours = async () => (await open()).find((one) => one.screen === 'home');
  await expect.poll(ours).toBeDefined();
  await desk('POST', `/desk/help-cases/${(await ours())!.id}/answer`, { by: '李敏' });
  await expect(screen.getByText(/李敏.*来/).first()).toBeVisible();
});

test('help that nobody answers ends with a paper that has the number to call', async ({ kiosk }) => {
  const { screen, call } = kiosk;
  await wake(screen);
  await touch(screen.getByRole('button', { name: '找人帮忙' }));
  await call('dock/network', 'cut');
  await touch(screen.getByRole('button', { name: /李敏|值班|过来/ }).first());
  await expect
    .poll(async () => wordsOf((await call('dock/last-slip', null)) ?? ''), { timeout: 40_000 })
    .toContain('022-55500126');
});

test('an employer leaves a number and gets one', async ({ kiosk }) => {
  const { screen } = kiosk;
  await wake(screen);
  await touch(screen.getByRole('button', { name: /招员工/ }));
  await touch(screen.getByRole('button', { name: /个体/ }));
  for (const digit of '02255500177') await touch(screen.getByRole('button', { name: digit, exact: true }));
  await touch(screen.getByRole('button', { name: /回电话/ }));
  await expect(screen.getByText(/^\d{4}$/).first()).toBeVisible();
  // The number stands there once it is saved; the platform has it a moment later.
  const filed = async () =>
    (await desk<{ kind: string; payload: { phone: string; kind: string } }[]>('GET', '/desk/submissions'))
      .filter(({ kind, payload }) => kind === 'recruiting-contact' && payload.phone === '02255500177')
      .map(({ payload }) => payload.kind);
  await expect.poll(filed).toEqual(['sole-trader']);
});

test('events and policies are read, and searched by two characters', async ({ kiosk }) => {
  const { screen } = kiosk;
  await wake(screen);
  const list = screen.getByRole('heading', { name: '看活动' });
  await touch(screen.getByRole('button', { name: /看活动/ }));
  // The door itself names the next event: what is touched next is on the list.
  await expect(list).toBeVisible();
  await touch(screen.getByRole('button', { name: /院里招聘会/ }).first());
  await expect(screen.getByRole('heading', { name: '院里招聘会' })).toBeVisible();
  await expect(screen.getByText(/早 9 点|上午 9 点/).first()).toBeVisible();
  await touch(screen.getByRole('button', { name: '返回' }));
  await expect(list).toBeVisible();
  await touch(screen.getByRole('button', { name: '返回' }));
  await touch(screen.getByRole('button', { name: /查政策/ }));
  const documents = screen.getByRole('button', { name: /建设|行动|指引|样例/ });
  await expect(documents.first()).toBeVisible();
  const before = await documents.count();
  await touch(screen.getByRole('button', { name: '写几个字找' }));
  for (const letter of 'jianshe') await touch(screen.getByRole('button', { name: letter, exact: true }));
  await touch(screen.getByRole('button', { name: '建设' }).first());
  await expect.poll(() => documents.count()).toBeLessThanOrEqual(before);
  await expect(screen.getByText(/建设/).first()).toBeVisible();
});

test('a reloaded screen comes back to the same place', async ({ kiosk }) => {
  const { screen } = kiosk;
  await wake(screen);
  await touch(screen.getByRole('button', { name: /查政策/ }));
  await expect(screen.getByRole('heading', { name: '查政策' })).toBeVisible();
  await screen.reload();
  await expect(screen.getByRole('heading', { name: '查政策' })).toBeVisible();
});
