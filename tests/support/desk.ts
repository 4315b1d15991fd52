import type { Application } from '../../shared/domain/submission.ts';
import { KeyList, type SignedKeyList } from '../../shared/platform-api.ts';
import { desk } from './daemon.ts';

interface Filed {
  readonly id: number;
  readonly kind: string;
  readonly payload: Application;
}

/** Applications that reach the platform from now on, read back over its own desk. */
export async function applicationsSince(): Promise<() => Promise<Application[]>> {
  const last = Math.max(0, ...(await desk<Filed[]>('GET', '/desk/submissions')).map(({ id }) => id));
  return async () =>
    (await desk<Filed[]>('GET', '/desk/submissions'))
      .filter(({ id, kind }) => id > last && kind === 'application')
      .map(({ payload }) => payload);
}

export async function slipKeys(): Promise<KeyList['keys']> {
  const { body } = await desk<SignedKeyList>('GET', '/v1/keys');
  return KeyList.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))).keys.filter(
    ({ use }) => use === 'slip',
  );
}
