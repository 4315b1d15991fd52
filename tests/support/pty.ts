import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A terminal device of the kernel whose other end is a TCP port of this machine: a serial line with a device on it. */
export async function ptyTo(port: number) {
  const path = join(await mkdtemp(join(tmpdir(), 'pty-')), 'tty');
  const socat = spawn('socat', [`pty,raw,echo=0,link=${path}`, `tcp:127.0.0.1:${port}`], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve, reject) => {
    socat.on('error', reject); // socat is not installed
    socat.on('exit', () => resolve());
  });
  while (!existsSync(path)) await Promise.race([sleep(10), ended.then(() => Promise.reject(new Error('socat ended')))]);
  return {
    path,
    /** The cable is pulled out. */
    unplug: async () => {
      socat.kill('SIGKILL');
      await ended;
    },
  };
}
