import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Disk, survivals } from './disk.ts';
import { hear, nothingPromised } from './promises.ts';
import { isLong, say, seed, seeded } from './random.ts';
import { compileRecorder, recordWorkload, type Operation } from './record.ts';
import { startAfterCut } from './survivors.ts';

const base = mkdtempSync(join(tmpdir(), 'power-loss-'));
const recorder = compileRecorder(base);
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Replayed {
  readonly points: number;
  readonly states: number;
  readonly lost: string[];
  readonly corrupt: string[];
}

/** Cuts the power at `count` operations spread over the trace, and starts from each disk that could be left. */
async function cutEverywhere(trace: readonly Operation[], count: number): Promise<Replayed> {
  const random = seeded(seed);
  const points = new Set(spread(trace.length, count, random.next));
  const disk = new Disk();
  const promised = nothingPromised();
  const seen = new Set<string>();
  const lost: string[] = [];
  const corrupt: string[] = [];
  for (const [i, operation] of trace.entries()) {
    disk.do(operation);
    if (operation.op === 'mark') hear(promised, operation.marked);
    if (!points.has(i)) continue;
    for (const survival of survivals) {
      const files = disk.after(survival, random);
      // The same disk with other promises is another case.
      const print = hash(files, JSON.stringify([[...promised.taken], [...promised.settled], promised.file]));
      if (seen.has(print)) continue;
      seen.add(print);
      const verdict = await startAfterCut(join(base, 'disk'), files, promised);
      const where = `after operation ${i} of ${trace.length}, keeping ${survival}`;
      lost.push(...verdict.lost.map((what) => `${where}: ${what}`));
      corrupt.push(...verdict.corrupt.map((what) => `${where}: ${what}`));
    }
  }
  return { points: points.size, states: seen.size, lost, corrupt };
}

/** One index in each of `count` equal stretches, so that no part of the trace stays untried. */
const spread = (length: number, count: number, draw: () => number): number[] =>
  count >= length
    ? Array.from({ length }, (_, i) => i)
    : Array.from({ length: count }, (_, k) => Math.floor(((k + draw()) * length) / count));

function hash(files: ReadonlyMap<string, Buffer>, promises: string): string {
  const sum = createHash('sha256').update(promises);
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    sum.update(`\0${name}\0${bytes.length}\0`).update(bytes);
  return sum.digest('hex');
}

describe.skipIf(recorder === undefined)('the power goes', () => {
  const takes = isLong ? 240 : 60;
  const points = isLong ? Infinity : 400;

  test('at any moment: what was acknowledged is there, once, and nothing is damaged', async () => {
    const trace = recordWorkload(recorder!, { takes, restartEvery: 25, fault: 'none' });
    const replayed = await cutEverywhere(trace, points);
    say(
      `power loss, seed ${seed}: ${trace.length} operations, ${replayed.points} crash points, ${replayed.states} distinct disks, ` +
        `${replayed.lost.length} lost, ${replayed.corrupt.length} corrupt`,
    );
    expect(replayed.lost).toEqual([]);
    expect(replayed.corrupt).toEqual([]);
    expect(replayed.points).toBeGreaterThanOrEqual(isLong ? 500 : 100);
  });

  test('and the disk failed before that, at any one sync: what was acknowledged after it is there as well', async () => {
    const failing = Array.from({ length: isLong ? 50 : 12 }, (_, i) => (isLong ? i + 1 : 1 + i * 4));
    let refused = 0;
    for (const sync of failing) {
      const trace = recordWorkload(recorder!, { takes: 16, restartEvery: 9, fault: 'sync-fails' }, sync);
      refused += trace.filter((operation) => operation.op === 'mark' && operation.marked.what === 'refused').length;
      const replayed = await cutEverywhere(trace, isLong ? 60 : 20);
      expect(replayed.lost, `sync ${sync}`).toEqual([]);
      expect(replayed.corrupt, `sync ${sync}`).toEqual([]);
    }
    say(`a failing sync, seed ${seed}: ${failing.length} runs, ${refused} refused in words, 0 lost, 0 corrupt`);
    expect(refused).toBeGreaterThan(0);
  });

  // The first 50 crash points after a submission are enough for either: a test that cannot fail proves nothing.
  test.each(['synchronous-normal', 'acknowledges-early'] as const)('and a store that %s is caught', async (fault) => {
    const trace = recordWorkload(recorder!, { takes: 20, restartEvery: 100, fault });
    const replayed = await cutEverywhere(trace, 50);
    say(
      `power loss, mutant ${fault}: ${replayed.points} crash points, ${replayed.states} disks, ${replayed.lost.length} lost`,
    );
    expect(replayed.lost.length).toBeGreaterThan(0);
    expect(replayed.lost.join('\n')).toMatch(/acknowledged and is gone/);
    expect(replayed.corrupt).toEqual([]);
  });

  test('a commit is a sync: 100 submissions, at least 100 syncs of the log, one before each answer', () => {
    const trace = recordWorkload(recorder!, { takes: 100, restartEvery: 1000, fault: 'none' });
    const syncs = trace.filter((operation) => operation.op === 'sync' && operation.name === 'outbox.db-wal');
    say(`syncs of the log in 100 submissions: ${syncs.length}`);
    expect(syncs.length).toBeGreaterThanOrEqual(100);
    // Between the visitor's touch and the word that it is taken, the last thing that happens to the log is a sync of it.
    let isSynced = false;
    let answers = 0;
    for (const operation of trace) {
      if (operation.op === 'write' && operation.name === 'outbox.db-wal') isSynced = false;
      if (operation.op === 'sync' && operation.name === 'outbox.db-wal') isSynced = true;
      if (operation.op !== 'mark' || operation.marked.what !== 'taken') continue;
      expect(isSynced).toBe(true);
      answers += 1;
    }
    expect(answers).toBe(100);
  });

  test('and the mutant does not sync: the count of syncs can fail too', () => {
    const trace = recordWorkload(recorder!, { takes: 100, restartEvery: 1000, fault: 'synchronous-normal' });
    const syncs = trace.filter((operation) => operation.op === 'sync' && operation.name === 'outbox.db-wal');
    say(`syncs of the log in 100 submissions with synchronous=normal: ${syncs.length}`);
    expect(syncs.length).toBeLessThan(100);
  });
});
