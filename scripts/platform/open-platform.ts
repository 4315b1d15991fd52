import { serve } from '@hono/node-server';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { personCodes } from './domain/person-codes.ts';
import { deviceHandlers, issueEnrolmentCode, sha256 } from './http/devices.ts';
import { serveDesk } from './http/desk.ts';
import { openApi } from './http/open-api.ts';
import { serveEndpoints } from './http/serve-endpoints.ts';
import { submissionHandlers } from './http/submissions.ts';
import { Refusal } from './http/problem.ts';
import type { Database } from './store/database.ts';
import { deviceRepository } from './store/device-repository.ts';
import { feedRepository, type FeedRepository } from './store/feed-repository.ts';
import { migrate } from './store/migrate.ts';
import { stationRepository } from './store/station-repository.ts';
import { submissionRepository } from './store/submission-repository.ts';
import { fingerprint, openPlatformKeys, publicKeyOf } from './trust/keys.ts';
import { openServerCertificate } from './trust/server-certificate.ts';

/** So long a kiosk may have been away and still catch up by its cursor (reliability.md 10). */
const TOMBSTONE_DAYS = 90;

export interface Platform {
  readonly url: string;
  readonly caFile: string;
  readonly rootKeyFingerprint: string;
  readonly deskToken: string;
  readonly feed: FeedRepository;
  readonly stations: ReturnType<typeof stationRepository>;
  issueCode(stationId: string): Promise<string>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  readonly db: Database;
  /** Keys and certificates. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly now: () => Date;
  readonly report: (line: string) => void;
}

/** The city side: a real HTTPS server on PostgreSQL, for stations whose city has none yet, for training and for tests. */
export async function openPlatform({ db, folder, host, port, now, report }: PlatformOptions): Promise<Platform> {
  await migrate(db);
  const keys = openPlatformKeys(folder);
  const tls = await openServerCertificate(folder, [...new Set(['localhost', '127.0.0.1', '::1', host])], now());
  const deskToken = openDeskToken(folder);
  const feed = feedRepository(db);
  await feed.prune(new Date(now().getTime() - TOMBSTONE_DAYS * 86_400_000));
  const devices = deviceRepository(db);
  const stations = stationRepository(db);
  const submissions = submissionRepository(db);
  const codes = personCodes(now);

  const app = serveEndpoints(
    {
      ...deviceHandlers(devices, keys, now),
      ...submissionHandlers(submissions, keys, now),
      health: async () => ({
        name: db.engine === 'pglite' ? '试用平台（断电可能丢数据）' : '就业驿站平台',
        trial: db.engine === 'pglite',
        engine: db.engine,
        time: now().toISOString(),
      }),
      changes: async ({ query }) => {
        const page = await feed.page(query, now());
        if (!page) throw new Refusal('cursor-gone', 'query.after: older than what is kept; begin at 0');
        return page;
      },
      station: ({ device }) => stations.news(device.stationId, now()),
      verifyPersonCode: async ({ body }) => codes.verify(Buffer.from(body.code, 'base64url').toString('utf8')),
      askHelp: async ({ body, device }) => {
        if (body.stationId !== device.stationId) throw new Refusal('malformed', 'body.stationId: of another station');
        const found = await stations.ask(body.caseId, device.stationId, body.screen, now());
        if (!found) throw new Refusal('unknown', 'body.caseId: not of this station');
        return found;
      },
    },
    (token) => devices.findByToken(sha256(token), now()),
    now,
    (defect) => report(`defect: ${defect instanceof Error ? (defect.stack ?? defect.message) : String(defect)}`),
  );
  app.get('/v1/openapi.json', (context) => context.json(openApi()));
  const issueCode = (stationId: string) => issueEnrolmentCode(devices, stationId, now());
  serveDesk(app, deskToken, { feed, submissions, stations, issueCode, codes }, now);

  const server = serve({
    fetch: app.fetch,
    hostname: host,
    port,
    createServer,
    serverOptions: { key: tls.key, cert: tls.cert },
  });
  await new Promise<void>((listening, failed) => {
    server.once('listening', () => listening());
    server.once('error', failed);
  });
  return {
    url: `https://${host}:${(server.address() as AddressInfo).port}`,
    caFile: tls.caFile,
    rootKeyFingerprint: fingerprint(publicKeyOf(keys.root)),
    deskToken,
    feed,
    stations,
    issueCode,
    close: async () => {
      await new Promise<void>((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await db.close();
    },
  };
}

function openDeskToken(folder: string): string {
  const file = join(folder, 'desk-token');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
