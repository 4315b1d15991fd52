import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startDaemon, type Daemon } from '../support/daemon.ts';
import { NOW } from '../support/global-setup.ts';
import { callBridge } from '../support/kiosk.ts';
import { catalogueIsComplete } from '../support/walks.ts';

const args = ['--shell=chromium', `--now=${NOW}`, '--random=0.1'];
let daemon: Daemon;
const started: Daemon[] = [];
test.beforeEach(async () => {
  daemon = await startDaemon({ args });
  started.push(daemon);
});
test.afterEach(async () => {
  for (const one of started.splice(0).reverse()) await one.stop();
});

/** The browsers of this kiosk: the leaders of their process groups, not what they fork for a moment. */
function browsers(): { pid: number; user: string; line: string }[] {
  const { host } = new URL(daemon.url);
  return execFileSync('ps', ['-eo', 'pid=,pgid=,user=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`--app=http://${host}/`))
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line)!)
    .filter(([, pid, group]) => pid === group)
    .map(([, pid, , user, args]) => ({ pid: Number(pid), user: user!, line: args! }));
}
const oneBrowser = async () => {
  await expect.poll(() => browsers().length, { timeout: 10_000 }).toBeGreaterThan(0);
  return browsers().at(-1)!;
};
const restarts = () =>
  readFileSync(join(daemon.dataFolder, 'log/kiosk.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('shell.restarted')).length;

test('a browser that dies is there again within five seconds, again and again, and never as root', async () => {
  for (let round = 1; round <= 3; round++) {
    const { pid, user, line } = await oneBrowser();
    expect(user).not.toBe('root');
    expect(line).not.toContain(['--no', 'sandbox'].join('-'));
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => browsers().some((browser) => browser.pid !== pid), { timeout: 5_000 }).toBe(true);
    await expect.poll(restarts).toBeGreaterThanOrEqual(round);
  }
});

test('who was known leaves behind a fresh browser, not a cleaned one', async ({ page }) => {
  const before = await oneBrowser();
  await page.goto(daemon.url);
  await catalogueIsComplete(page);
  const { cards } = await callBridge(page, 'postings/list', { chips: [], page: 0, pageSize: 1 });
  await callBridge(page, 'visit/wake', null);
  await callBridge(page, 'visit/go', { name: 'apply', id: cards[0]!.id });
  await callBridge(page, 'dock/card', 'ordinary');
  await expect
    .poll(async () => {
      const { visit } = await callBridge(page, 'screen/hello', null);
      return visit.state === 'open' && visit.identified;
    })
    .toBe(true);
  await callBridge(page, 'visit/leave', null);
  await expect.poll(() => browsers().map(({ pid }) => pid), { timeout: 10_000 }).not.toContain(before.pid);
  await oneBrowser();
});

test('a kiosk that was killed leaves a browser behind; the next start ends it and removes what it had written', async () => {
  const left = await oneBrowser();
  const home = /--user-data-dir=(\S+)\/profile/.exec(left.line)![1]!;
  const gone = once(daemon.process, 'exit');
  daemon.process.kill('SIGKILL');
  await gone;
  expect(existsSync(home)).toBe(true);
  started.push(await startDaemon({ dataFolder: daemon.dataFolder, args }));
  await expect.poll(() => existsSync(home)).toBe(false);
  await expect.poll(() => browsers().map(({ pid }) => pid)).not.toContain(left.pid);
});
