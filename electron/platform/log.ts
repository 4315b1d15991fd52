import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isLogCode, logEvents, type LogEventName, type LogFields } from '../../shared/log-events.ts';
import type { Clock } from './clock.ts';

const FILE_BYTES = 5 * 1024 * 1024;
const FILES = 10;
/** The same event more often than this in a minute is counted, not written. */
const MOST_A_MINUTE = 20;

export interface Log {
  <N extends LogEventName>(name: N, fields: LogFields<N>): void;
}

export const silentLog: Log = () => undefined;

/**
 * JSON lines, rotated, from the catalogue of events. There is no free text: a code that does not look like one of ours is
 * written as `hidden`, whatever it holds.
 */
export function openLog(folder: string, clock: Clock): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (n: number) => join(folder, n === 0 ? 'kiosk.log' : `kiosk.${n}.log`);
  const seen = new Map<LogEventName, { since: number; count: number }>();

  // A disk that is full or gone must not stop a visit from ending: what cannot be written is counted.
  let lost = 0;

  const rotate = () => {
    if (!existsSync(file(0)) || statSync(file(0)).size < FILE_BYTES) return;
    for (let n = FILES - 2; n >= 0; n--) if (existsSync(file(n))) renameSync(file(n), file(n + 1));
  };

  return (name, fields) => {
    const now = clock.monotonic();
    const burst = seen.get(name);
    const fresh = !burst || now - burst.since > 60_000;
    const count = fresh ? 1 : burst.count + 1;
    seen.set(name, { since: fresh ? now : burst.since, count });
    if (count > MOST_A_MINUTE) return;
    const skipped = fresh && burst && burst.count > MOST_A_MINUTE ? { skipped: burst.count - MOST_A_MINUTE } : {};
    const line = { at: clock.now().toISOString(), event: name, ...clean(name, fields), ...skipped };
    try {
      rotate();
      appendFileSync(file(0), `${JSON.stringify(lost > 0 ? { ...line, lost } : line)}\n`);
      lost = 0;
    } catch {
      lost += 1;
    }
  };
}

function clean<N extends LogEventName>(name: N, fields: LogFields<N>): Record<string, unknown> {
  const allowed = logEvents[name].fields as Record<string, 'number' | 'flag' | 'code'>;
  return Object.fromEntries(
    Object.entries(fields as Record<string, unknown>)
      .filter(([key]) => Object.hasOwn(allowed, key))
      .map(([key, value]) => [key, typeof value === 'string' && !isLogCode(value) ? 'hidden' : round(value)]),
  );
}

const round = (value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);
