import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLaunch } from './launch.ts';
import { noDevices } from '../tests/support/no-devices.ts';

const neighbour = JSON.stringify({
  url: 'https://127.0.0.1:1',
  caFile: '/tmp/ca.pem',
  rootKeyFingerprint: '0'.repeat(64),
  enrolmentCode: 'ABCDEFGHJK',
});

function launch(...argv: string[]) {
  const said: string[] = [];
  const read = readLaunch(argv, { KIOSK_NEIGHBOUR: neighbour }, (line) => void said.push(line));
  return { read, said };
}

test('nothing given: the default station, in Chromium', () => {
  expect(launch().read).toMatchObject({ shell: 'chromium', port: 0, config: { station: { id: 'tj-liuyinli' } } });
  expect(launch('--shell=none', '--data=/x').read).toMatchObject({ shell: 'none', config: { dataFolder: '/x' } });
});

test("Electron's own switches are let pass", () => {
  expect(launch('--inspect=0', '--remote-debugging-port=0').read).toBeDefined();
});

test.each([
  ['--shell=foo', '--shell=foo is none of electron, chromium, none'],
  ['--data', '--data needs a value: --data=…'],
  ['--config=nowhere.json', 'nowhere.json'],
])('%s is refused in words', (argument, words) => {
  const { read, said } = launch(argument);
  expect(read).toBeUndefined();
  expect(said.join()).toContain(words);
});

test('the clock of a station in service cannot be set from outside', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'launch-')), 'station.json');
  const station = JSON.parse(readFileSync('kiosk-config/default.json', 'utf8')) as object;
  writeFileSync(
    file,
    JSON.stringify({
      ...station,
      devices: noDevices,
    }),
  );
  expect(launch(`--config=${file}`, '--now=2026-11-21T10:26:00+08:00').said).toEqual([
    '--now and --random are for simulated devices only',
  ]);
});
