import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The map of the house: which room may walk into which, and which packages it may use. `contract.ts` of an edge is open
 * to `app`. The entries, compose and launch build the house and go anywhere in `electron`.
 */
const doors: Record<string, { rooms: readonly string[]; packages: readonly string[]; node?: boolean }> = {
  shared: { rooms: [], packages: ['zod', 'cborg'] },
  'kiosk-config': { rooms: ['shared'], packages: ['zod'], node: true },
  'electron/core': { rooms: ['shared'], packages: [] },
  'electron/platform': { rooms: ['shared'], packages: [], node: true },
  'electron/devices': {
    rooms: ['electron/platform', 'shared'],
    packages: [
      'node-hid',
      'serialport',
      'usb',
      'pcsc-mini',
      'ipp-encoder',
      'iconv-lite',
      'i18n-iso-countries',
      'qrcode',
      'sharp',
    ],
    node: true,
  },
  'electron/store': {
    rooms: ['electron/platform', 'shared'],
    packages: ['better-sqlite3', '@hpke/core', 'zod'],
    node: true,
  },
  // Apart from the other stores: a command on the terminal tells this minute's code.
  'electron/store/technician': {
    rooms: ['electron/store', 'electron/platform', 'shared'],
    packages: ['otpauth', 'zod'],
    node: true,
  },
  'electron/upstream': { rooms: ['electron/platform', 'shared'], packages: [], node: true },
  'electron/shell': { rooms: ['electron/platform', 'shared'], packages: ['electron'], node: true },
  'electron/app': { rooms: ['electron/core', 'electron/platform', 'shared'], packages: ['pinyin-pro'], node: true },
  'electron/ipc': { rooms: ['electron/app', 'electron/platform', 'shared'], packages: ['ws'], node: true },
  renderer: { rooms: ['shared'], packages: ['vue', 'pinia', 'i18next', 'i18next-vue', 'qrcode'] },
  // A person's commands: they may build the whole kiosk, and look at a device by itself.
  scripts: {
    rooms: [
      'shared',
      'kiosk-config',
      'electron/compose.ts',
      'electron/simulated-hands.ts',
      'electron/platform',
      'electron/devices',
      'electron/store/technician',
    ],
    packages: ['vite', 'zod', 'qrcode'],
    node: true,
  },
  'scripts/bench': {
    rooms: [
      'shared',
      'kiosk-config',
      'scripts',
      'electron/devices',
      'electron/platform',
      'electron/simulated-devices.ts',
    ],
    packages: ['@playwright/test'],
    node: true,
  },
  'scripts/platform/domain': { rooms: ['shared'], packages: [] },
  'scripts/platform': {
    rooms: ['shared', 'kiosk-config', 'scripts/platform/domain'],
    packages: [
      'hono',
      '@hono/node-server',
      '@hpke/core',
      '@electric-sql/pglite',
      'pg',
      '@peculiar/x509',
      'reflect-metadata',
      'zod',
    ],
    node: true,
  },
};
/** Native or privileged: one room each. */
const singleUser: Record<string, readonly string[]> = {
  'node-hid': ['electron/devices'],
  'pcsc-mini': ['electron/devices'],
  serialport: ['electron/devices'],
  usb: ['electron/devices'],
  'better-sqlite3': ['electron/store'],
  electron: ['electron/main.ts', 'electron/preload.ts', 'electron/shell'],
};

const root = join(import.meta.dirname, '..');
const rooms = Object.keys(doors).sort((a, b) => b.length - a.length);
const roomOf = (file: string) => rooms.find((room) => file === room || file.startsWith(`${room}/`));
const packageOf = (target: string) =>
  (target.startsWith('@') ? target.split('/').slice(0, 2) : target.split('/').slice(0, 1)).join('/');

/** Files that shape the program: tests, their fixtures and their hands may go anywhere. */
const isSource = (path: string) =>
  /\.(ts|vue)$/.test(path) &&
  !/\.(test|fixture|d)\.ts$/.test(path) &&
  !/(simulated-bench|example-slip)\.ts$|^renderer\/testing\//.test(path);

const IMPORT = /(?:import|export)\s+(?:type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

export function trespasses(file: string, source: string): string[] {
  const from = roomOf(file);
  return [...source.matchAll(IMPORT)].flatMap(([, plain, dynamic]) => {
    const target = plain ?? dynamic!;
    const refuse = (what: string) => [`${file} → ${what}`];
    if (target.startsWith('.')) {
      const to = relative(root, join(root, dirname(file), target));
      const room = roomOf(to);
      if (!from || from === room) return [];
      if (from === 'electron/app' && to.endsWith('/contract.ts')) return [];
      return doors[from]!.rooms.includes(room ?? to) ? [] : refuse(to);
    }
    const name = packageOf(target);
    const users = singleUser[name];
    if (users && !users.some((user) => file === user || file.startsWith(`${user}/`))) return refuse(name);
    if (!from) return [];
    if (target.startsWith('node:') || builtinModules.includes(target)) return doors[from]!.node ? [] : refuse(target);
    return doors[from]!.packages.includes(name) ? [] : refuse(name);
  });
}

const sources = ['shared', 'kiosk-config', 'electron', 'renderer', 'scripts'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .map((path) => join(top, path))
    .filter(isSource),
);

test('nobody walks through a wall', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap((file) => trespasses(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

describe('the test sees', () => {
  const forbidden: Record<string, [string, string]> = {
    'a pure room reading a file': ['shared/rules/x.ts', `import { readFileSync } from 'node:fs';`],
    'a decision that asks the store': ['electron/core/x.ts', `import { openOutbox } from '../store/outbox/outbox.ts';`],
    'an edge that knows another edge': [
      'electron/store/x.ts',
      `import type { Answer } from '../upstream/contract.ts';`,
    ],
    'the app holding a driver': [
      'electron/app/x.ts',
      `import { createCardReader } from '../devices/card-reader/driver.ts';`,
    ],
    'a dynamic import': ['electron/app/x.ts', `const sqlite = await import('better-sqlite3');`],
    'a side effect': ['renderer/x.ts', `import 'node:crypto';`],
    'a re-export': ['shared/x.ts', `export { z } from 'hono';`],
    'a page that reaches into the main process': [
      'renderer/kiosk/X.vue',
      `<script setup lang="ts">\nimport { compose } from '../../electron/compose.ts';\n</script>`,
    ],
    'Electron outside its rooms': ['electron/ipc/x.ts', `import { ipcMain } from 'electron';`],
    'a command that opens the store by itself': [
      'scripts/x.ts',
      `import { openOutbox } from '../electron/store/outbox/outbox.ts';`,
    ],
    'the platform meeting the kiosk': [
      'scripts/platform/http/x.ts',
      `import { openLog } from '../../../electron/platform/log.ts';`,
    ],
  };
  test.each(Object.entries(forbidden))('%s', (_what, [file, source]) => {
    expect(trespasses(file, source)).toHaveLength(1);
  });
  test('and lets what is allowed pass', () => {
    expect(trespasses('electron/app/x.ts', `import type { Outbox } from '../store/outbox/contract.ts';`)).toEqual([]);
    expect(trespasses('electron/store/x.ts', `import Database from 'better-sqlite3';`)).toEqual([]);
  });
});

test('the sandbox is switched off nowhere outside the hands of the tests', () => {
  const all = ['.', '.ci'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: top !== '.', encoding: 'utf8' }).map((path) => join(top, path)),
  );
  const rest = ['electron', 'renderer', 'shared', 'scripts', 'kiosk-config', 'tests']
    .flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)),
    )
    .filter((path) => !path.startsWith('tests/support/'));
  const culprits = [...all, ...rest]
    .filter((path) => /\.(ts|js|json|sh|vue|md|html|css)$|bootstrap$|run$/.test(path) && !path.includes('package-lock'))
    .filter((path) => readFileSync(join(root, path), 'utf8').includes(['--no', 'sandbox'].join('-')));
  expect(culprits).toEqual([]);
});
