import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// npm test: every gate, in the order in which they are cheapest to fail. Prints one line each and a sum at the end.
const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const isLong = process.argv.includes('--long');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const CLIMATES = ['pure', 'electron', 'preload', 'renderer', 'scripts', 'tests'];

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      // The tools find the Node that came with the packages, whatever the machine has.
      env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`, ...env },
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Tests are counted by their own runner; a gate without tests counts as one. */
function count(file: string, isGreen: boolean): Outcome {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests?: number;
    numFailedTests?: number;
    stats?: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const passed = report.numPassedTests ?? report.stats?.expected ?? 0;
  const failed = report.numFailedTests ?? (report.stats ? report.stats.unexpected + report.stats.flaky : 0);
  return { passed, failed: isGreen ? failed : Math.max(1, failed) };
}

const plain = async (work: Promise<boolean>): Promise<Outcome> =>
  (await work) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
const vitest = async (name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> => {
  const file = join(results, `${name}.json`);
  const isGreen = await run(
    bin('vitest'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, ...args],
    env,
  );
  return count(file, isGreen);
};

async function onPostgresql(): Promise<Outcome> {
  if (!existsSync('/usr/lib/postgresql')) {
    console.error('!!! NOT TRIED: PostgreSQL is not installed (Debian package postgresql)');
    return { passed: 0, failed: process.env['CI'] ? 1 : 0 };
  }
  const file = join(results, 'postgresql.json');
  const command = ['vitest', 'run', '--project', 'node', '--no-file-parallelism', '--reporter=dot', '--reporter=json'];
  const args = [...command, `--outputFile.json=${file}`, 'scripts/platform', 'electron/app', 'tests/apply'];
  return count(file, await run(process.execPath, ['scripts/with-postgresql.ts', ...args]));
}

/** Debian's daemons, real cards and paper short of the metal. */
async function onServices(): Promise<Outcome> {
  const daemons = [
    '/usr/sbin/pcscd',
    '/etc/reader.conf.d/vpcd',
    '/usr/bin/scriptor',
    '/usr/sbin/cupsd',
    '/usr/bin/pdftotext',
  ];
  const missing = daemons.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    console.error(
      `!!! NOT TRIED: ${missing.join(', ')} (Debian packages pcscd, vsmartcard-vpcd, pcsc-tools, cups, cups-client, poppler-utils)`,
    );
    return { passed: 0, failed: process.env['CI'] ? 1 : 0 };
  }
  return vitest('services', ['--config', 'vitest.services.config.ts']);
}

const gates: Record<string, () => Promise<Outcome>> = {
  format: () => plain(run(bin('prettier'), ['--check', '--log-level=warn', '.'])),
  lint: () => plain(run(bin('eslint'), ['.', '--max-warnings', '0'])),
  types: async () => {
    const outcomes = await Promise.all(
      CLIMATES.map((climate) => plain(run(bin('vue-tsc'), ['--noEmit', '-p', `tsconfig.${climate}.json`]))),
    );
    return outcomes.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }));
  },
  // A process of its own: building sets NODE_ENV, and the tests after it must not run on a production Vue.
  build: () => plain(run(process.execPath, ['scripts/build.ts'])),
  unit: () => vitest('unit', []),
  faults: () => vitest('faults', ['--config', 'vitest.faults.config.ts'], isLong ? { FAULTS: 'long' } : {}),
  // One SQL for both: the embedded database proves logic, a real server proves locks and the order of commits.
  ...(isLong ? { postgresql: onPostgresql, services: onServices } : {}),
  'end-to-end': async () => {
    const isGreen = await run(bin('playwright'), ['test'], {
      KIOSK_BUILT: '1',
    });
    return count(join(results, 'playwright.json'), isGreen);
  },
};

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
let passed = 0;
let failed = 0;
for (const [name, gate] of Object.entries(gates)) {
  if (only.length > 0 && !only.includes(name)) continue;
  const began = performance.now();
  const outcome = await gate();
  passed += outcome.passed;
  failed += outcome.failed;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${outcome.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds} s`,
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
