import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../electron/platform/clock.ts';
import { openOutbox, openOutboxDatabase, type OpenOutboxDatabase } from '../../electron/store/outbox/outbox.ts';
import { writeFileDurably } from '../../electron/store/write-file.ts';
import { sampleSubmission } from '../support/samples.ts';
import type { Marked, WorkloadOptions } from './promises.ts';

// A kiosk's life with its disk, run under the recorder: takes, deliveries, failures, visits' ends, restarts.
const { folder, marksFile, sealingKey, takes, restartEvery, fault } = JSON.parse(process.argv[2]!) as WorkloadOptions;

const marks = openSync(marksFile, 'w');
const mark = (promise: Marked) => void writeSync(marks, JSON.stringify(promise));

const openWrongly: OpenOutboxDatabase = (file) => {
  const db = openOutboxDatabase(file);
  db.pragma('synchronous = normal');
  return db;
};
const open = () =>
  openOutbox({
    file: join(folder, 'outbox.db'),
    stationId: 's-1',
    clock: systemClock,
    sealingKey: () => ({ id: 'aabbccdd', key: Buffer.from(sealingKey, 'base64url') }),
    ...(fault === 'synchronous-normal' ? { open: openWrongly } : {}),
  });
let outbox = open();
for (let n = 1; n <= takes; n++) {
  const submission = sampleSubmission(n, (n * 37) % 700);
  mark({ what: 'asked', key: submission.key });
  const taking = outbox.take(submission);
  if (fault === 'acknowledges-early') mark({ what: 'taken', key: submission.key, number: null });
  const taken = await taking;
  if (!taken.ok) {
    if (fault !== 'sync-fails') throw new Error(taken.failure.detail);
    mark({ what: 'refused', key: submission.key });
    // As the kiosk's watch does every few seconds: a disk that failed is looked at again.
    await outbox.verify('quick');
    continue;
  }
  if (fault !== 'acknowledges-early') mark({ what: 'taken', key: submission.key, number: taken.value.number });

  try {
    const due = n % 3 === 0 ? undefined : await outbox.next([]);
    if (due && n % 5 === 0) {
      mark({ what: 'failing', key: due.key });
      await outbox.failedOnce(due.seq, 'platform/offline');
      mark({ what: 'failed', key: due.key });
    } else if (due) {
      mark({ what: 'settling', key: due.key });
      const state = n % 7 === 0 ? 'poison' : 'delivered';
      if (state === 'poison') await outbox.setAside(due.seq, 'poison', 'unopenable');
      else {
        const receivedAt = new Date().toISOString();
        await outbox.delivered(due.seq, {
          key: due.key,
          outcome: 'accepted',
          receivedAt,
          replyBy: null,
          keptUntil: null,
        });
      }
      mark({ what: 'settled', key: due.key, state });
    }
    if (n % 4 === 0) await outbox.checkpoint();
  } catch (cause) {
    // What could not be written down is tried again by the next delivery; nothing was said to anybody.
    if (fault !== 'sync-fails') throw cause;
  }
  // The station's other durable files go by rename: the same disk, the other rule.
  if (n % 6 === 0) {
    mark({ what: 'writing', text: `list ${n}` });
    writeFileDurably(join(folder, 'keys.json'), `list ${n}`);
    mark({ what: 'written', text: `list ${n}` });
  }
  if (n % restartEvery === 0) {
    await outbox.close();
    outbox = open();
  }
}
await outbox.close();
