import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
export const policiesFolder = join(root, '../shared/policies');
export const deviceVectorsFile = join(root, '../shared/design/devices-vectors.json');

/**
 * Material that is handed to us and not ours to copy. A fresh clone elsewhere lacks it: then the tests that need it say
 * so loudly, and in CI that is a failure.
 */
export function given(path: string): boolean {
  if (existsSync(path)) return true;
  const line = `NOT TRIED: ${path.replace(`${root}/`, '')} is absent`;
  if (process.env['CI']) throw new Error(line);
  console.error(`\n!!! ${line}\n`);
  return false;
}
