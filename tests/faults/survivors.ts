import Database from 'better-sqlite3';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../electron/platform/clock.ts';
import { openOutbox } from '../../electron/store/outbox/outbox.ts';
import type { Promised } from './promises.ts';

interface Row {
  readonly key: string;
  readonly number: string;
  readonly state: string;
  readonly tries: number;
  readonly sealed: number;
  readonly receipt: string | null;
}

export interface Verdict {
  readonly lost: readonly string[];
  readonly corrupt: readonly string[];
}

/** The first start after the cut, with the real store, and what it then holds against what was promised. */
export async function startAfterCut(
  folder: string,
  files: ReadonlyMap<string, Buffer>,
  promised: Promised,
): Promise<Verdict> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);

  const file = join(folder, 'outbox.db');
  const outbox = openOutbox({ file, stationId: 's-1', clock: systemClock, sealingKey: () => undefined });
  if (!outbox.usable()) return { lost: [], corrupt: ['the outbox does not open'] };
  const counts = await outbox.counts();
  const db = new Database(file, { readonly: true });
  const integrity = db.pragma('integrity_check', { simple: true });
  const rows = db
    .prepare<[], Row>(
      'select key, number, state, tries, ciphertext is not null and encapsulated is not null as sealed, receipt from submission order by seq',
    )
    .all();
  db.close();
  await outbox.close();

  const corrupt = [
    ...(integrity === 'ok' ? [] : [`integrity_check: ${String(integrity)}`]),
    ...(counts.waiting === rows.filter(({ state }) => state === 'waiting').length ? [] : ['the counts are wrong']),
    ...(new Set(rows.map(({ key }) => key)).size === rows.length ? [] : ['a key stands twice']),
    ...(new Set(rows.map(({ number }) => number)).size === rows.length ? [] : ['a number was given twice']),
    ...rows.flatMap((row) => inconsistencies(row, promised)),
  ];
  return { lost: [...lostRows(rows, promised), ...lostFile(files, promised)], corrupt };
}

function inconsistencies({ key, state, sealed, receipt }: Row, promised: Promised): string[] {
  return [
    ...(promised.asked.has(key) ? [] : [`${key} was never asked for`]),
    ...((state === 'delivered') === (sealed === 0) ? [] : [`${key} is ${state} and its seal is not as it should be`]),
    ...((state === 'delivered') === (receipt !== null)
      ? []
      : [`${key} is ${state} and its receipt is not as it should be`]),
    ...(state === 'waiting' || promised.settling.has(key) ? [] : [`${key} is ${state} and nobody settled it`]),
  ];
}

function lostRows(rows: readonly Row[], { taken, settled, failures }: Promised): string[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return [
    ...[...taken].flatMap(([key, number]) => {
      const row = byKey.get(key);
      return row && (number === null || row.number === number) ? [] : [`${key} was acknowledged and is gone`];
    }),
    ...[...settled].flatMap(([key, state]) =>
      byKey.get(key)?.state === state ? [] : [`${key} is not ${state} any more`],
    ),
    ...[...failures].flatMap(([key, { least, most }]) => {
      const tries = byKey.get(key)?.tries ?? -1;
      return tries >= least && tries <= most
        ? []
        : [`${key} was tried ${least} to ${most} times, and now says ${tries}`];
    }),
  ];
}

/** A file that is replaced as a whole: the old text or the new one, and the new one once that was said. */
function lostFile(files: ReadonlyMap<string, Buffer>, { file: { least, most } }: Promised): string[] {
  const content = files.get('keys.json')?.toString('utf8') ?? null;
  return content === least || content === most ? [] : [`the file holds ${JSON.stringify(content)}`];
}
