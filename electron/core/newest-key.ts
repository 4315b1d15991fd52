import type { KeyList } from '../../shared/platform-api.ts';

type Key = KeyList['keys'][number];

/**
 * The key of one use that began last among those in force. With a clock that no key fits, the newest of all: a clock that
 * is wrong must not stop people from applying.
 */
export function newestKey(keys: readonly Key[], use: Key['use'], now: Date): Key | undefined {
  const at = now.toISOString();
  const byBegin = keys.filter((key) => key.use === use).sort((a, b) => b.notBefore.localeCompare(a.notBefore));
  return byBegin.find(({ notBefore, notAfter }) => notBefore <= at && at < notAfter) ?? byBegin[0];
}
