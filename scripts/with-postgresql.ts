import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// node scripts/with-postgresql.ts COMMAND…: runs it with TEST_DATABASE_URL on a PostgreSQL that is made for it and thrown
// away afterwards. Debian's package postgresql is enough; its own cluster is left alone.
const DEBIAN = '/usr/lib/postgresql';
const USER = 'postgres';
const NOT_HERE = 69; // EX_UNAVAILABLE

const [command, ...args] = process.argv.slice(2);
const bin = existsSync(DEBIAN)
  ? readdirSync(DEBIAN)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(DEBIAN, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined;
if (command === undefined || bin === undefined) {
  console.error(
    command === undefined ? 'with-postgresql: which command?' : 'with-postgresql: please install: postgresql',
  );
  process.exit(NOT_HERE);
}

// The server refuses to run as root: then it runs as the user that Debian made for it.
const isRoot = process.getuid?.() === 0;
const numberOf = (what: '-u' | '-g') => Number(spawnSync('id', [what, USER]).stdout.toString());
const owner = isRoot ? { uid: numberOf('-u'), gid: numberOf('-g') } : {};
const folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);

function must(program: string, ...given: string[]): void {
  const done = spawnSync(join(bin!, program), given, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error(`${program}: ${done.status ?? done.signal ?? done.error?.message}`);
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

const data = join(folder, 'data');
const port = await freePort();
const stop = () => {
  spawnSync(join(bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'immediate'], { ...owner, cwd: folder, stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
};
try {
  must('initdb', '-D', data, '-U', USER, '-A', 'trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync');
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c fsync=off`;
  must('pg_ctl', 'start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', settings);
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: `postgres://${USER}@127.0.0.1:${port}/postgres` },
  });
  // Whoever stops us stops the command; the server goes with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(NOT_HERE));
    child.on('exit', (code) => resolve(code ?? 1));
  });
} finally {
  stop();
}
