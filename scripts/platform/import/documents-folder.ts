import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Policy } from '../../../shared/domain/policy.ts';
import { readPolicyDocument } from './policy-document.ts';

export interface ImportedDocuments {
  readonly policies: readonly Policy[];
  /** Files that hold no readable document, with the reason: said aloud, never dropped in silence. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/** Every `.txt` of a folder, UTF-8, one document each. */
export function importDocuments(folder: string): ImportedDocuments {
  const policies: Policy[] = [];
  const refused: { file: string; reason: string }[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()) {
    const id = `doc-${basename(file, '.txt').replace(/[^A-Za-z0-9_-]/g, '-')}`.slice(0, 40);
    const parsed = Policy.safeParse(readPolicyDocument(id, readFileSync(join(folder, file), 'utf8')));
    if (parsed.success) policies.push(parsed.data);
    else
      refused.push({
        file,
        reason: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      });
  }
  return { policies, refused };
}
