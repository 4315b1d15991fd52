import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const VPCD_CONFIG = '/etc/reader.conf.d/vpcd';

/**
 * Debian's pcscd with vsmartcard's virtual reader, in a network of its own: as packaged, that reader listens on every
 * interface (devices.md 6.6). Its socket is an ordinary file, so that clients need not be in there.
 */
export async function startPcscd(folder = mkdtempSync(join(tmpdir(), 'pcscd-'))) {
  const [sockets, config] = [join(folder, 'run'), join(folder, 'conf')];
  mkdirSync(sockets, { recursive: true });
  mkdirSync(config, { recursive: true });
  cpSync(VPCD_CONFIG, join(config, 'vpcd'));
  const script = [
    'ip link set lo up',
    // Without delayed acknowledgements, which cost 40 ms an APDU.
    'ip route replace local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1',
    'mkdir -p /run/pcscd 2>/dev/null || { mount -t tmpfs none /run && mkdir -p /run/pcscd; }',
    'mount --bind "$1" /run/pcscd',
    'exec pcscd --foreground --config "$2"',
  ].join('\n');
  const namespaces = ['-rnm', 'sh', '-ec', script, 'sh', sockets, config];
  const daemon = spawn('unshare', namespaces, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  daemon.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const socket = join(sockets, 'pcscd.comm');
  for (let tries = 0; !existsSync(socket); tries++) {
    if (tries > 200 || daemon.exitCode !== null) throw new Error(`pcscd did not start: ${said}`);
    await sleep(25);
  }
  const inside = ['-t', String(daemon.pid), '-U', '-n', '--preserve-credentials', process.execPath];
  const card = spawn('nsenter', [...inside, join(import.meta.dirname, 'virtual-card.ts')], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const end = async (child: ChildProcess) => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill()) await ended;
  };
  return {
    folder,
    socket,
    insert: (which: string) => void card.stdin.write(`${which}\n`),
    take: () => void card.stdin.write('take\n'),
    stopService: () => end(daemon),
    stop: async () => {
      await end(card);
      await end(daemon);
    },
  };
}
