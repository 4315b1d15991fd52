import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { KioskConfig } from './config.ts';
import { describeFindings, loadConfig } from './load.ts';
import { noDevices } from '../tests/support/no-devices.ts';

const here = import.meta.dirname;
const samples = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'station.json');
const loadText = (content: string) => {
  writeFileSync(file, content);
  return loadConfig(file);
};
/** The default config with something changed in it. */
const loadWith = (change: (config: KioskConfig) => unknown) => {
  const config = JSON.parse(readFileSync(join(here, 'default.json'), 'utf8')) as KioskConfig;
  change(config);
  return loadText(JSON.stringify(config));
};
const findings = (loaded: ReturnType<typeof loadConfig>) => (loaded.ok ? [] : loaded.findings);
const words = (loaded: ReturnType<typeof loadConfig>) => (loaded.ok ? '' : describeFindings(loaded));

const upstream = (url: string) => ({ url, rootKeyFingerprint: 'a'.repeat(64), caFile: null, enrolmentCode: null });

test('there are samples for every kind of station, each with an id of its own', () => {
  const loaded = samples.map((name) => loadConfig(join(here, name)));
  expect(loaded.map(words)).toEqual(samples.map(() => ''));
  const configs = loaded.flatMap((one) => (one.ok ? [one.config] : []));
  expect(new Set(configs.map(({ station }) => station.kind))).toEqual(
    new Set(['standard', 'featured-park', 'featured-campus', 'mobile']),
  );
  expect(new Set(configs.map(({ station }) => station.id)).size).toBe(configs.length);
});

describe('a wrong file names itself, the path and the value', () => {
  test('of one field', () => {
    const loaded = loadWith((config) => (config.idle.warningSeconds = 5));
    expect(findings(loaded)).toMatchObject([{ path: 'idle.warningSeconds', value: 5 }]);
    expect(words(loaded)).toMatch(new RegExp(`^${file}: idle\\.warningSeconds is 5: `));
  });

  test('of every field that is wrong, also deep in a list', () => {
    const loaded = loadWith((config) => {
      config.station.hours.week[2] = { from: '25:00', to: '26:00' };
      config.station.areaCode = '12';
    });
    expect(findings(loaded).map(({ path, value }) => [path, value])).toEqual(
      expect.arrayContaining([
        ['station.hours.week.2.from', '25:00'],
        ['station.areaCode', '12'],
      ]),
    );
  });

  test('of a field that nobody knows: most are slips of the pen', () => {
    const loaded = loadWith((config) => Object.assign(config.idle, { anonymusSeconds: 60 }));
    expect(words(loaded)).toContain(`${file}: idle`);
    expect(words(loaded)).toContain('anonymusSeconds');
  });

  test('of a field that is missing', () => {
    const loaded = loadWith((config) => delete (config as Partial<KioskConfig>).dataFolder);
    expect(findings(loaded)).toMatchObject([{ path: 'dataFolder', value: undefined }]);
  });

  test('a file that is no JSON, or is not there', () => {
    expect(words(loadText('{ "station": '))).toContain(`${file}: `);
    expect(words(loadConfig(join(folder, 'absent.json')))).toContain('ENOENT');
  });
});

describe('fields that contradict each other', () => {
  test.each([
    'http://platform.example.cn',
    'http://127.0.0.1.example.cn',
    'http://localhost.example.cn:8443',
    'http://10.0.0.5:8443',
  ])('plain http to another machine: %s', (url) => {
    const loaded = loadWith((config) => Object.assign(config, { platform: upstream(url), devices: noDevices }));
    expect(findings(loaded)).toMatchObject([{ path: 'platform.url', value: url }]);
    expect(words(loaded)).toContain(`platform.url is "${url}"`);
  });

  test.each(['http://127.0.0.1:8443', 'http://localhost:8443/', 'http://[::1]:8443', 'https://platform.example.cn'])(
    'but this is allowed: %s',
    (url) => {
      expect(words(loadWith((config) => Object.assign(config, { platform: upstream(url), devices: noDevices })))).toBe(
        '',
      );
    },
  );

  test.each([
    ['reader', { ...noDevices, cardReader: { kind: 'simulated' } }],
    ['slot', { ...noDevices, socialCardReader: { kind: 'simulated' } }],
    ['scanner', { ...noDevices, scanner: { kind: 'simulated' } }],
    ['printer', { ...noDevices, printer: { kind: 'simulated' } }],
  ])('a simulated %s on a platform in service', (_, devices) => {
    const loaded = loadWith((config) =>
      Object.assign(config, { platform: upstream('https://platform.example.cn'), devices }),
    );
    expect(findings(loaded)).toMatchObject([{ path: 'devices' }]);
  });

  const withSimulated = (url: string) => loadWith((config) => Object.assign(config, { platform: upstream(url) }));
  test('simulated devices may feed a platform on this machine', () => {
    expect(words(withSimulated('http://127.0.0.1:8443'))).toBe('');
  });

  test('simulated devices may feed a platform on this machine over https', () => {
    expect(words(withSimulated('https://127.0.0.1:8443'))).toBe('');
  });
  test.each(['HTTP://platform.example.cn', 'http://127.0.0.1:8443@platform.example.cn/'])(
    'plain http to another machine in disguise: %s',
    (url) => {
      const loaded = loadWith((config) => Object.assign(config, { platform: upstream(url), devices: noDevices }));
      expect(findings(loaded)).toMatchObject([{ path: 'platform.url', value: url }]);
    },
  );

  test('a station outside its own districts, and hours that end when they begin', () => {
    const loaded = loadWith((config) => (config.station.areaCodes = ['120101']));
    expect(findings(loaded)).toMatchObject([{ path: 'station.areaCodes', value: ['120101'] }]);
    const turned = loadWith((config) => (config.station.hours.week[0] = { from: '08:30', to: '08:30' }));
    expect(findings(turned)).toMatchObject([{ path: 'station.hours.week.0' }]);
    const night = loadWith((config) => (config.station.hours.week[0] = { from: '18:00', to: '02:00' }));
    expect(words(night)).toBe('');
  });

  test('a glass that is read from farther than its smallest letters can be', () => {
    const far = loadWith((config) => (config.panel.readingMillimetres = 613));
    expect(findings(far)).toMatchObject([{ path: 'panel.readingMillimetres', value: 613 }]);
    expect(words(loadWith((config) => (config.panel.readingMillimetres = 611)))).toBe('');
  });
});

test('the smallest letter that the check reckons with is the one of the tokens', () => {
  const tokens = readFileSync('renderer/styles/tokens.css', 'utf8');
  const sizes = [...tokens.matchAll(/--t-\w+: calc\(([\d.]+) \*/g)].map(([, size]) => Number(size));
  expect(sizes.length).toBeGreaterThan(5);
  expect(Math.min(...sizes)).toBe(10.2);
});
