import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeFindings, loadConfig } from '../../kiosk-config/load.ts';
import { openPlatform } from './open-platform.ts';
import { fullSeed, seed } from './seed.ts';
import { openPglite } from './store/open-pglite.ts';
import { openPostgresql } from './store/open-postgresql.ts';

// The trial platform, alone (npm run platform) or as the kiosk's neighbour (npm start forks it and reads its address).
const { values } = parseArgs({
  options: {
    config: { type: 'string', default: 'kiosk-config/default.json' },
    data: { type: 'string', default: '.data/platform' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8443' },
    now: { type: 'string' },
    /** How many postings an empty platform is filled with. */
    postings: { type: 'string', default: String(fullSeed.postings) },
  },
});
const say = (line: string) => void process.stderr.write(`platform: ${line}\n`);

const loaded = loadConfig(values.config);
if (!loaded.ok) {
  say(describeFindings(loaded));
  process.exit(78);
}
const { station, documentsFolder } = loaded.config;
const offset = values.now === undefined ? 0 : Date.parse(values.now) - Date.now();
const now = () => new Date(Date.now() + offset);

const folder = resolve(values.data);
mkdirSync(folder, { recursive: true, mode: 0o700 });
await holdAlone(folder);
const databaseUrl = process.env['DATABASE_URL'];
const db = databaseUrl ? await openPostgresql(databaseUrl) : await openPglite(join(folder, 'pg'));
const platform = await openPlatform({
  db,
  folder: join(folder, 'trust'),
  host: values.host,
  port: Number(values.port),
  now,
  report: say,
});
const documents = documentsFolder ?? defaultDocuments();
await seed(platform, station, documents, now(), say, { ...fullSeed, postings: Number(values.postings) });

if (db.engine === 'pglite') {
  say('这是试用平台：用的是内嵌数据库，不落盘同步，断电可能丢数据，不能用于在用的站点');
  say('this is a TRIAL platform on an embedded database that never syncs to disk; set DATABASE_URL for a real one');
}
say(`listening on ${platform.url}, root key ${platform.rootKeyFingerprint}`);

const neighbour = {
  url: platform.url,
  caFile: platform.caFile,
  rootKeyFingerprint: platform.rootKeyFingerprint,
  enrolmentCode: await platform.issueCode(station.id),
  deskToken: platform.deskToken,
};
if (process.send) process.send(neighbour);
else say(`enrolment code for ${station.id} (10 minutes, one device): ${neighbour.enrolmentCode}`);

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  void platform.close().then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);

/** Two PGlites on one folder lose each other's commits without a word: a bound socket named after it lets one live. */
async function holdAlone(name: string): Promise<void> {
  const lock = createServer().unref();
  await new Promise<void>((held, failed) => {
    lock.once('error', failed);
    lock.listen(`\0employment-station-platform:${name}`, held);
  }).catch(() => {
    say(`another platform runs on ${name}`);
    process.exit(75);
  });
}

/** The real documents lie beside a checkout where they were handed out; elsewhere the samples serve. */
function defaultDocuments(): string | null {
  const beside = resolve(import.meta.dirname, '../../../shared/policies');
  return existsSync(beside) ? beside : null;
}
