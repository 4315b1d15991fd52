import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const DEBIAN = '/usr/lib/cups';

/** A backend that lays each document into a folder: the paper of these tests. CUPS' own file: devices write nothing here. */
const BACKEND = `#!/bin/sh
[ $# -eq 0 ] && { echo 'direct pdfdir "Unknown" "PDF to directory"'; exit 0; }
dir=\${DEVICE_URI#pdfdir:}; set -e; umask 022
if [ -n "$6" ]; then cat "$6"; else cat; fi > "$dir/.job-$1.tmp"; mv "$dir/.job-$1.tmp" "$dir/job-$1.pdf"
`;

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Debian's cupsd on a port and a socket of its own, with one queue that prints PDFs into a folder. */
export async function startCups() {
  const folder = mkdtempSync(join(tmpdir(), 'cups-'));
  chmodSync(folder, 0o755);
  const at = (name: string) => join(folder, name);
  for (const name of ['etc', 'bin', 'run', 'cache', 'spool', 'spool/tmp', 'log', 'out', 'bin/backend'])
    mkdirSync(at(name));
  for (const name of readdirSync(DEBIAN))
    if (name !== 'backend') symlinkSync(join(DEBIAN, name), join(at('bin'), name));
  writeFileSync(at('bin/backend/pdfdir'), BACKEND, { mode: 0o755 });
  const isRoot = process.getuid?.() === 0;
  const id = (what: string) => spawnSync('id', [what]).stdout.toString().trim();
  const [user, group] = isRoot ? ['lp', 'lp'] : [id('-un'), id('-gn')];
  if (isRoot)
    chownSync(at('out'), Number(spawnSync('id', ['-u', 'lp']).stdout), Number(spawnSync('id', ['-g', 'lp']).stdout));
  const port = await freePort();
  const files = {
    ...{ SystemGroup: isRoot ? 'root' : group, User: user, Group: group, ServerRoot: at('etc'), ServerBin: at('bin') },
    ...{
      DataDir: '/usr/share/cups',
      DocumentRoot: '/usr/share/cups/doc-root',
      StateDir: at('run'),
      CacheDir: at('cache'),
    },
    ...{ RequestRoot: at('spool'), TempDir: at('spool/tmp'), AccessLog: at('log/access'), ErrorLog: at('log/error') },
    ...{ PageLog: at('log/page'), Sandboxing: 'relaxed', CreateSelfSignedCerts: 'No' },
  };
  writeFileSync(
    at('etc/cups-files.conf'),
    Object.entries(files)
      .map((pair) => pair.join(' '))
      .join('\n'),
  );
  const server = [
    ...[
      'LogLevel info',
      `Listen 127.0.0.1:${port}`,
      `Listen ${at('run/cups.sock')}`,
      'Browsing Off',
      'WebInterface No',
    ],
    ...['DefaultAuthType None', 'DefaultEncryption Never', 'PreserveJobHistory Yes', 'PreserveJobFiles Yes'],
    ...[
      'ErrorPolicy abort-job',
      'IdleExitTimeout 0',
      '<Location />',
      'Order allow,deny',
      'Allow from 127.0.0.1',
      '</Location>',
    ],
    ...['<Policy default>', 'JobPrivateAccess all', 'JobPrivateValues none', 'SubscriptionPrivateAccess all'],
    ...['SubscriptionPrivateValues none', '<Limit All>', 'Order deny,allow', '</Limit>', '</Policy>', ''],
  ];
  writeFileSync(at('etc/cupsd.conf'), server.join('\n'));
  const daemon = spawn('cupsd', ['-c', at('etc/cupsd.conf'), '-s', at('etc/cups-files.conf'), '-f'], {
    stdio: 'ignore',
  });
  const host = `127.0.0.1:${port}`;
  for (let tries = 0; spawnSync('lpstat', ['-h', host, '-r']).status !== 0; tries++) {
    if (tries > 100 || daemon.exitCode !== null) throw new Error(`cupsd did not start, see ${at('log/error')}`);
    await sleep(50);
  }
  const queue = ['-p', 'a4', '-v', `pdfdir:${at('out')}`, '-m', 'raw', '-o', 'printer-error-policy=abort-job', '-E'];
  const made = spawnSync('lpadmin', ['-h', host, ...queue]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return {
    address: { printer: `ipp://${host}/printers/a4`, socket: null },
    socket: { printer: `ipp://localhost/printers/a4`, socket: at('run/cups.sock') },
    out: at('out'),
    /** Documents that lie in the spool: `d…`. */
    spooled: () => readdirSync(at('spool')).filter((name) => name.startsWith('d')),
    queue: (...args: string[]) => void spawnSync(args[0]!, ['-h', host, ...args.slice(1), 'a4']),
    stop: async () => {
      const ended = new Promise((resolve) => daemon.once('exit', resolve));
      if (daemon.exitCode === null && daemon.kill()) await ended;
    },
  };
}
