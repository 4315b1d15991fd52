import { readFileSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { endpoints } from '../shared/platform-api.ts';

const PATIENCE_MS = 10_000;

/** Asks the platform of a config who it is, with the config's own trust. */
export function askHealth(platform: {
  url: string;
  caFile: string | null;
}): Promise<{ ok: true; trial: boolean } | { ok: false; reason: string }> {
  const url = new URL(endpoints.health.path, platform.url);
  const ca = platform.caFile === null ? undefined : readFileSync(platform.caFile, 'utf8');
  return new Promise((resolve) => {
    const give = (reason: string) => resolve({ ok: false, reason });
    const options = { timeout: PATIENCE_MS, ...(ca === undefined ? {} : { ca }) };
    const asked = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (cause) => give(cause.message));
      response.on('end', () => {
        try {
          const { trial } = endpoints.health.answer.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
          resolve({ ok: true, trial });
        } catch {
          give(`status ${response.statusCode}, not the answer of a platform`);
        }
      });
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in 10 seconds')));
    asked.on('error', (cause) => give(cause.message));
    asked.end();
  });
}
