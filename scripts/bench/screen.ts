import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { Bridge, CallName, Input, Output } from '../../shared/ipc.ts';
import { installBench, type Bench } from './in-page.ts';

// In the page.
declare const bench: Bench;
declare const kiosk: Bridge;

/** Root would need the sandbox switched off: the browser runs as an unprivileged user instead. */
const BROWSER = join(import.meta.dirname, '../../tests/support/chromium-unprivileged');
const PANEL = { width: 1080, height: 1920 };

export interface Screen {
  readonly page: Page;
  /** Wall time at which the first words had been painted. */
  readonly firstSeenAt: number;
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  close(): Promise<void>;
}

/** A fresh browser with a fresh profile on this address, once these words are on the glass. */
export async function openScreen(url: string, firstWords: string): Promise<Screen> {
  const browser = await chromium.launch({ executablePath: BROWSER, chromiumSandbox: true });
  const page = await browser.newPage({ viewport: PANEL, hasTouch: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await page.addInitScript(installBench, firstWords);
  await page.goto(url, { waitUntil: 'commit' });
  const firstSeenAt = await page.evaluate(() => bench.firstSeen);
  return {
    page,
    firstSeenAt,
    call: async (name, input) => {
      const ask = ([call, given]: readonly [typeof name, typeof input]) => kiosk.call(call, given);
      const answer = await page.evaluate(ask, [name, input] as never);
      if (!answer.ok) throw new Error(`${name}: ${answer.failure.code}`);
      return answer.value;
    },
    close: () => browser.close(),
  };
}
