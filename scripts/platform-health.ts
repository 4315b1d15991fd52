import { readFileSync } from 'node:fs';
import { systemClock } from '../electron/platform/clock.ts';
import { createPlatformClient } from '../electron/upstream/platform-client.ts';

/** Asks the platform of a config who it is, with the config's own trust. */
export async function askHealth(platform: {
  url: string;
  caFile: string | null;
}): Promise<{ ok: true; trial: boolean } | { ok: false; reason: string }> {
  const ca = platform.caFile === null ? undefined : readFileSync(platform.caFile, 'utf8');
  const client = createPlatformClient({ url: platform.url, ca, clock: systemClock, device: () => undefined });
  const answer = await client.call('health');
  client.close();
  return answer.ok ? { ok: true, trial: answer.value.trial } : { ok: false, reason: answer.failure.detail };
}
