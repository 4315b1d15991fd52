import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlatform, type Platform } from '../../scripts/platform/open-platform.ts';
import type { FiledSubmission } from '../../scripts/platform/store/submission-repository.ts';
import type { Publication } from '../../scripts/platform/store/feed-repository.ts';
import { openPglite } from '../../scripts/platform/store/open-pglite.ts';
import { openPostgresql } from '../../scripts/platform/store/open-postgresql.ts';
import type { CatalogueKind } from '../../shared/platform-api.ts';

export interface TestPlatform extends Omit<Platform, 'issueCode'> {
  issueCode(stationId?: string): Promise<string>;
  publish(kind: CatalogueKind, items: readonly { id: string; version: number }[]): Promise<void>;
  withdraw(kind: CatalogueKind, ids: readonly { id: string; version: number }[]): Promise<void>;
  /** What the city's desk reads: over HTTPS, with its own token. */
  desk<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
  submissions(): Promise<FiledSubmission[]>;
  /** As a database that was set up anew: nobody is known any more. */
  forgetDevices(): Promise<void>;
}

/** The real platform over TLS, on an embedded database in memory, or on the server of TEST_DATABASE_URL. */
export async function startPlatform(now: () => Date = () => new Date()): Promise<TestPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'platform-'));
  const url = process.env['TEST_DATABASE_URL'];
  const db = url ? await openPostgresql(url) : await openPglite(undefined);
  if (url) await db.exec('drop schema public cascade; create schema public');
  const platform = await openPlatform({
    db,
    folder,
    host: '127.0.0.1',
    port: 0,
    now,
    report: (line) => console.error(line),
  });
  const ca = readFileSync(platform.caFile);
  const desk = <T>(method: 'GET' | 'POST', path: string, body?: unknown) =>
    askDesk<T>(platform, ca, method, path, body);
  const rows = (kind: CatalogueKind, items: readonly { id: string; version: number }[]): Publication[] =>
    items.map((item) => ({ kind, id: item.id, version: item.version, item }));
  return {
    ...platform,
    issueCode: (stationId = 's-1') => platform.issueCode(stationId),
    publish: (kind, items) => platform.feed.publish(rows(kind, items), now()),
    withdraw: (kind, ids) =>
      platform.feed.publish(
        ids.map(({ id, version }) => ({ kind, id, version, item: null })),
        now(),
      ),
    desk,
    forgetDevices: () => db.exec('delete from token; delete from device'),
    submissions: () => desk('GET', '/desk/submissions'),
    close: async () => {
      await platform.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Over the wire, as the city's own people would. */
export function askDesk<T>(
  { url, deskToken }: Pick<Platform, 'url' | 'deskToken'>,
  ca: Buffer | string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL(path, url),
      {
        method,
        ca,
        agent: false,
        headers: { authorization: `Bearer ${deskToken}`, 'content-type': 'application/json' },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200) resolve(JSON.parse(text) as T);
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
