import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Marked, WorkloadOptions } from './promises.ts';

export type Operation =
  | { readonly op: 'create' | 'unlink' | 'mkdir' | 'sync'; readonly name: string }
  | { readonly op: 'write'; readonly name: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly op: 'truncate'; readonly name: string; readonly size: number }
  | { readonly op: 'rename'; readonly name: string; readonly to: string }
  | { readonly op: 'mark'; readonly marked: Marked };

/** Without a compiler nothing is proved: that is said loudly, and in CI it is a failure. */
export function compileRecorder(folder: string): string | undefined {
  const library = join(folder, 'recorder.so');
  const source = join(import.meta.dirname, 'recorder.c');
  try {
    execFileSync('gcc', ['-O1', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-o', library, source, '-lpthread']);
    return library;
  } catch (cause) {
    if (process.env['CI']) throw cause;
    console.error('\n!!! NOT TRIED: power loss; the recorder could not be compiled (apt install gcc)\n');
    return undefined;
  }
}

/** Runs the workload in a process of its own, under the recorder, and reads back what it asked of the disk. `failingSync`: counted from 1. */
export function recordWorkload(
  recorder: string,
  given: Pick<WorkloadOptions, 'takes' | 'restartEvery' | 'fault'>,
  failingSync?: number,
): Operation[] {
  const base = mkdtempSync(join(tmpdir(), 'power-'));
  const folder = join(base, 'data');
  const trace = join(base, 'trace');
  const marksFile = join(base, 'marks');
  // The folder is older than the kiosk: an installer makes it (/var/lib/kiosk). Its own name is not what is tested.
  mkdirSync(folder);
  const sealingKey = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x!;
  const options: WorkloadOptions = { ...given, folder, marksFile, sealingKey };
  try {
    execFileSync(process.execPath, [join(import.meta.dirname, 'workload.ts'), JSON.stringify(options)], {
      env: {
        ...process.env,
        LD_PRELOAD: recorder,
        RECORD_FOLDER: folder,
        RECORD_TRACE: trace,
        RECORD_MARKS: marksFile,
        ...(failingSync === undefined ? {} : { RECORD_FAIL: String(failingSync) }),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    return readTrace(readFileSync(trace));
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function readTrace(bytes: Buffer): Operation[] {
  const operations: Operation[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at);
    const [op, name, number, length] = bytes.toString('utf8', at, end).split(' ') as [string, string, string, string];
    const hasBody = op === 'write' || op === 'mark' || op === 'rename';
    const body = bytes.subarray(end + 1, end + 1 + (hasBody ? Number(length) : 0));
    at = end + 1 + body.length;
    operations.push(operationOf(op, name, Number(number), body));
  }
  return operations;
}

function operationOf(op: string, name: string, number: number, body: Buffer): Operation {
  switch (op) {
    case 'create':
    case 'unlink':
    case 'mkdir':
    case 'sync':
      return { op, name };
    case 'write':
      return { op, name, offset: number, bytes: body };
    case 'truncate':
      return { op, name, size: number };
    case 'rename':
      return { op, name, to: body.toString('utf8') };
    case 'mark':
      return { op, marked: JSON.parse(body.toString('utf8')) as Marked };
    default:
      throw new Error(`the recorder saw ${op} ${name}, which the replay does not know`);
  }
}
