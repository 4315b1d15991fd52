import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../shared/visit.ts';
import { startDaemon } from '../support/daemon.ts';
import { callBridge, expect, test, type Kiosk } from '../support/kiosk.ts';
import { catalogueIsComplete } from '../support/walks.ts';
import { measurePage } from './measure.ts';
import { compare } from './pictures.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } } as never);

type Visit = (kiosk: Kiosk) => Promise<unknown>;
const PHONE = '13800000000';

const go =
  (route: Parameters<Kiosk['call']>[1]): Visit =>
  ({ call }) =>
    call('visit/go', route as never);
const nthPosting = async ({ call }: Kiosk, n: number) =>
  (await call('postings/list', { chips: [], page: n, pageSize: 1 })).cards[0]!.id;
const firstPosting = (kiosk: Kiosk) => nthPosting(kiosk, 0);
/** Nobody applies twice for the same posting, also not in two runs at once: each has postings of its own. */
const runs = ['portrait-zh-CN', 'portrait-en', 'landscape-zh-CN', 'landscape-en', 'portrait-elder', 'landscape-elder'];
let run = 0;
const ownPosting = (kiosk: Kiosk, n: number) => nthPosting(kiosk, 20 + run * 3 + n);
const firstEvent = async ({ call }: Kiosk) =>
  (await call('events/list', { filter: 'all', text: '', page: 0, pageSize: 4 })).cards[0]!.id;
const firstPolicy = async ({ call }: Kiosk) =>
  (await call('policies/list', { text: '', page: 0, pageSize: 4 })).cards[0]!.id;
const applyStep =
  (step: string) =>
  async ({ call }: Kiosk) =>
    expect
      .poll(async () => {
        const { visit } = await call('screen/hello', null);
        return visit.state === 'open' ? visit.apply?.step : '';
      })
      .toBe(step);
/** Whatever paper this screen speaks of has come out. */
const printed: Visit = ({ call }) =>
  expect
    .poll(async () => {
      const { visit } = await call('screen/hello', null);
      if (visit.state !== 'open') return undefined;
      const { apply, help, hiring } = visit;
      if (apply?.step === 'done') return apply.print.state;
      if (hiring.state === 'taken') return hiring.print.state;
      return help.state === 'unanswered' ? help.print?.state : undefined;
    })
    .toBe('cut');
const sendAgain = async (kiosk: Kiosk) => {
  await applyStep('confirm')(kiosk);
  await kiosk.call('apply/send', { phoneToEmployer: false });
};
/** As bad memory or a bad disk does: what lies under the open file, and in its log, is rubbish. */
const spoilOutbox = async ({ daemon, call }: Kiosk) => {
  for (const name of ['outbox.db', 'outbox.db-wal']) {
    const file = join(daemon.dataFolder, name);
    writeFileSync(file, readFileSync(file).fill(0xff, 4096));
  }
  await expect
    .poll(async () => (await call('screen/hello', null)).status.outbox.usable, { timeout: 10_000 })
    .toBe(false);
};

const cardIsLifted: Visit = ({ call }) =>
  expect.poll(async () => (await call('screen/hello', null)).status.card).toBe('lifted');

/** In the order of one visit: each leads on from the one before. */
const visits: Record<string, Visit> = {
  home: async ({ call }) => call('visit/wake', null),
  jobs: go({ name: 'jobs', chips: ['near'], page: 0 }),
  posting: async (kiosk) => go({ name: 'posting', id: await firstPosting(kiosk) })(kiosk),
  'apply-card': async (kiosk) => {
    await go({ name: 'apply', id: await ownPosting(kiosk, 0) })(kiosk);
    await applyStep('card')(kiosk);
  },
  'apply-phone': async (kiosk) => {
    await kiosk.call('dock/card', 'longTerm');
    await applyStep('phone')(kiosk);
  },
  'apply-confirm': async (kiosk) => {
    await kiosk.call('dock/card', 'none');
    await cardIsLifted(kiosk);
    await kiosk.call('apply/phone', { phone: PHONE });
    await applyStep('confirm')(kiosk);
  },
  'apply-done': async (kiosk) => {
    await kiosk.call('apply/send', { phoneToEmployer: false });
    await applyStep('done')(kiosk);
    await printed(kiosk);
  },
  'apply-already': async (kiosk) => {
    await kiosk.call('visit/home', null);
    await go({ name: 'apply', id: await ownPosting(kiosk, 0) })(kiosk);
    await sendAgain(kiosk);
    await applyStep('done')(kiosk);
    await printed(kiosk);
  },
  'help-ringing': async ({ call }) => {
    await call('visit/go', { name: 'help' });
    await call('help/ring', null);
  },
  'apply-done-offline': async (kiosk) => {
    await kiosk.call('visit/home', null);
    await go({ name: 'apply', id: await ownPosting(kiosk, 1) })(kiosk);
    await applyStep('confirm')(kiosk);
    await kiosk.call('dock/network', 'cut');
    await kiosk.call('apply/send', { phoneToEmployer: false });
    await applyStep('done')(kiosk);
    await printed(kiosk);
  },
  idle: ({ call }) => call('dock/idle', null),
  events: async (kiosk) => {
    await kiosk.call('visit/touched', null);
    await kiosk.call('dock/card', 'none');
    await go({ name: 'events', filter: 'all', text: '', page: 0 })(kiosk);
  },
  event: async (kiosk) => go({ name: 'event', id: await firstEvent(kiosk) })(kiosk),
  policies: go({ name: 'policies', text: '', page: 0 }),
  policy: async (kiosk) => go({ name: 'policy', id: await firstPolicy(kiosk), page: 0 })(kiosk),
  hiring: go({ name: 'hiring' }),
  'hiring-taken': async (kiosk) => {
    await kiosk.call('hiring/ask', { phone: PHONE, kind: 'household' });
    await printed(kiosk);
  },
  help: go({ name: 'help' }),
  'help-unanswered': async (kiosk) => {
    await kiosk.call('help/ring', null);
    await printed(kiosk);
  },
  technician: go({ name: 'status' }),
  status: async ({ call }) => call('dock/technician', null),
  devices: async (kiosk) => {
    await go({ name: 'devices' })(kiosk);
    await kiosk.call('technician/test', { device: 'printer' });
    await kiosk.call('technician/framings', null);
  },
  'home-trouble': async ({ call }) => {
    await call('dock/printer', 'empty');
    await call('visit/home', null);
    await expect.poll(async () => (await call('screen/hello', null)).status.printer).toBe('paper-end');
    await expect.poll(async () => (await call('screen/hello', null)).status.online, { timeout: 20_000 }).toBe(false);
  },
  'home-cannot-save': async (kiosk) => {
    await kiosk.call('dock/printer', 'load');
    await expect.poll(async () => (await kiosk.call('screen/hello', null)).status.printer).toBe('ready');
    await kiosk.call('dock/network', 'restore');
    await expect
      .poll(async () => (await kiosk.call('screen/hello', null)).status.online, { timeout: 20_000 })
      .toBe(true);
    await spoilOutbox(kiosk);
  },
  'apply-failed': async (kiosk) => {
    await go({ name: 'apply', id: await ownPosting(kiosk, 2) })(kiosk);
    await sendAgain(kiosk);
    await applyStep('failed')(kiosk);
  },
  pause: async ({ daemon, screen }) => {
    daemon.process.kill('SIGKILL');
    await expect(screen.locator('.pause')).toBeVisible();
  },
};

/** Screens on which seconds are counted: begun anew right before the picture, which is of their first second. */
const counting: Record<string, { begin: Visit; isFirst: (screen: Page) => Locator }> = {
  idle: {
    begin: async ({ call }) => {
      await call('visit/touched', null);
      await call('dock/idle', null);
    },
    isFirst: (screen) => screen.locator('.count b').getByText(/^(60|30)$/),
  },
  'help-ringing': {
    begin: async ({ call }) => {
      await call('visit/back', null);
      await call('visit/go', { name: 'help' });
      await call('help/ring', null);
    },
    isFirst: (screen) => screen.getByText(/等了 0 秒|^0 s so far/),
  },
};
const MOST_TAKES = 5;

/** Holds a screen against its picture; answers what differs. */
async function photographed(kiosk: Kiosk, name: string, as: string): Promise<string[]> {
  const { screen } = kiosk;
  const seconds = counting[name];
  await still(screen);
  for (let take = 1; ; take++) {
    await seconds?.begin(kiosk);
    await still(screen);
    const difference = await compare(screen, as);
    // When the second had passed before the camera was ready, the picture is another one.
    const isOfNow = !seconds || (await seconds.isFirst(screen).count()) > 0;
    if (isOfNow || take === MOST_TAKES) return difference === undefined ? [] : [difference];
  }
}

const still = async (screen: Page) => {
  await expect(screen.locator('html[data-changing]')).toHaveCount(0);
  await expect(screen.locator('[aria-busy=true]')).toHaveCount(0);
  await screen.evaluate(() => document.fonts.ready);
};

for (const language of ['zh-CN', 'en'] satisfies Language[]) {
  test(`every screen, ${language}`, async ({ kiosk }, info) => {
    test.setTimeout(120_000);
    run = runs.indexOf(`${info.project.name}-${language}`);
    const { screen, call } = kiosk;
    await catalogueIsComplete(screen);
    const failures: string[] = [];
    const look = async (name: string) => {
      failures.push(...(await photographed(kiosk, name, `${name}-${info.project.name}-${language}`)));
      const measured = await screen.evaluate(measurePage);
      failures.push(...judge(name, measured, 20));
    };
    if (language === 'zh-CN') await look('attract');
    for (const [name, visit] of Object.entries(visits)) {
      await visit(kiosk);
      if (name === 'home') await call('visit/modes', { language });
      await look(name);
    }
    expect(failures).toEqual([]);
  });
}

/** Larger type, strong contrast, and the hours after dusk: the screens that one meets first. */
const looks = {
  elder: { modes: { elder: true }, screens: ['home', 'jobs', 'posting', 'apply-card', 'apply-phone', 'help', 'idle'] },
  contrast: { modes: { look: 'contrast' }, screens: ['home', 'jobs', 'posting'] },
} as const;

for (const [name, { modes, screens }] of Object.entries(looks)) {
  test(`the first screens, ${name}`, async ({ kiosk }, info) => {
    run = runs.indexOf(`${info.project.name}-elder`);
    const { screen, call } = kiosk;
    await catalogueIsComplete(screen);
    await call('visit/wake', null);
    await call('visit/modes', modes);
    const failures: string[] = [];
    for (const route of screens) {
      if (route !== 'home') await visits[route]!(kiosk);
      failures.push(...(await photographed(kiosk, route, `${route}-${name}-${info.project.name}-zh-CN`)));
      failures.push(...judge(`${route}, ${name}`, await screen.evaluate(measurePage), name === 'elder' ? 32 : 20));
    }
    expect(failures).toEqual([]);
  });
}

test('at night the lamps are lit', async ({ page }, info) => {
  const daemon = await startDaemon({ args: ['--now=2026-11-21T22:40:00+08:00', '--random=0.1'] });
  try {
    await page.goto(daemon.url);
    await catalogueIsComplete(page);
    const failures: string[] = [];
    for (const name of ['attract', 'home'] as const) {
      if (name === 'home') await callBridge(page, 'visit/wake', null);
      await still(page);
      const difference = await compare(page, `${name}-night-${info.project.name}-zh-CN`);
      if (difference) failures.push(difference);
      failures.push(...judge(`${name}, night`, await page.evaluate(measurePage), 20));
    }
    expect(failures).toEqual([]);
  } finally {
    await daemon.stop();
  }
});

function judge(screen: string, m: Awaited<ReturnType<typeof measurePage>>, leastTarget: number): string[] {
  const say = (isRight: boolean, what: string) => (isRight ? [] : [`${screen}: ${what}`]);
  return [
    ...say(
      m.smallestTarget.mm >= leastTarget - 0.05,
      `target ${m.smallestTarget.mm.toFixed(1)} mm: ${m.smallestTarget.what}`,
    ),
    ...say(m.smallestTile.mm >= 43.9, `tile ${m.smallestTile.mm.toFixed(1)} mm: ${m.smallestTile.what}`),
    ...say(m.nearestTwo.mm >= 2.95, `gap ${m.nearestTwo.mm.toFixed(1)} mm: ${m.nearestTwo.what}`),
    ...say(m.smallestEm.mm >= 10.15, `em ${m.smallestEm.mm.toFixed(1)} mm: ${m.smallestEm.what}`),
    ...say(m.leastContrast.ratio >= 7, `contrast ${m.leastContrast.ratio.toFixed(2)}: ${m.leastContrast.what}`),
    ...m.overflowing.slice(0, 4).map((what) => `${screen}: overflows: ${what}`),
  ];
}
