import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FiledSubmission } from '../../scripts/platform/store/submission-repository.ts';
import type { Application } from '../../shared/domain/submission.ts';
import { KeyList, type SignedKeyList } from '../../shared/platform-api.ts';
import { desk } from './daemon.ts';

/** Applications of one kiosk that have reached the platform, read back over its own desk, oldest first. */
export async function applicationsOf(dataFolder: string): Promise<Application[]> {
  const enrolment = JSON.parse(readFileSync(join(dataFolder, 'identity/enrolment.json'), 'utf8')) as {
    deviceId: string;
  };
  return (await desk<FiledSubmission[]>('GET', '/desk/submissions'))
    .filter(({ deviceId, kind }) => deviceId === enrolment.deviceId && kind === 'application')
    .map(({ payload }) => payload as Application);
}

export async function slipKeys(): Promise<KeyList['keys']> {
  const { body } = await desk<SignedKeyList>('GET', '/v1/keys');
  return KeyList.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))).keys.filter(
    ({ use }) => use === 'slip',
  );
}
