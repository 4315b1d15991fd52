import { defineConfig } from '@playwright/test';
import { join } from 'node:path';

const portrait = { viewport: { width: 1080, height: 1920 } };
const landscape = { viewport: { width: 1920, height: 1080 } };

export default defineConfig({
  testDir: 'tests',
  testMatch: /\.spec\.ts$/,
  outputDir: 'test-results',
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  globalSetup: './tests/support/global-setup.ts',
  use: {
    // Root would need the sandbox switched off: the browser runs as an unprivileged user instead.
    launchOptions: { executablePath: join(import.meta.dirname, 'tests/support/chromium-unprivileged') },
    chromiumSandbox: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
  } as never,
  projects: [
    { name: 'walk', testDir: 'tests/e2e', use: portrait },
    { name: 'portrait', testDir: 'tests/screens', use: portrait },
    { name: 'landscape', testDir: 'tests/screens', use: landscape },
  ],
});
