import { readFileSync } from 'node:fs';
import { findContradictions, type ConfigFinding } from './check.ts';
import { KioskConfig } from './config.ts';

export type LoadedConfig =
  | { readonly ok: true; readonly config: KioskConfig }
  | { readonly ok: false; readonly file: string; readonly findings: readonly ConfigFinding[] };

const valueAt = (tree: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], tree);

/** Reads and checks one station's file. Every finding names the path in the file and the value that stands there. */
export function loadConfig(file: string): LoadedConfig {
  const refuse = (findings: ConfigFinding[]): LoadedConfig => ({ ok: false, file, findings });
  let tree: unknown;
  try {
    tree = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    return refuse([{ path: '', value: undefined, message: cause instanceof Error ? cause.message : String(cause) }]);
  }
  const parsed = KioskConfig.safeParse(tree);
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), value: valueAt(tree, path), message })),
    );
  }
  const contradictions = findContradictions(parsed.data);
  return contradictions.length > 0 ? refuse(contradictions) : { ok: true, config: parsed.data };
}

/** One line for each finding: file, path, value, reason. */
export const describeFindings = ({ file, findings }: Extract<LoadedConfig, { ok: false }>): string =>
  findings
    .map(({ path, value, message }) => {
      const shown = value === undefined ? '' : ` is ${JSON.stringify(value)}`;
      return `${file}: ${path}${shown}: ${message}`;
    })
    .join('\n');
