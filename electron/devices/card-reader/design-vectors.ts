import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** For tests only: the vectors of the fact sheet (devices.md 12), which lie beside the project, not in it. */
const PATH =
  process.env.DEVICES_VECTORS ?? resolve(import.meta.dirname, '../../../../shared/design/devices-vectors.json');

export interface DesignVector {
  readonly id: string;
  readonly kind: string;
  readonly hex: string;
  readonly number: string;
  readonly question: string;
  readonly reports: readonly string[];
  readonly chunks: readonly string[];
  readonly expect: Readonly<Record<string, unknown>>;
}

function load(): readonly DesignVector[] {
  if (existsSync(PATH)) return (JSON.parse(readFileSync(PATH, 'utf8')) as { vectors: DesignVector[] }).vectors;
  const loud = `!!! ${PATH} is missing: NO DEVICE VECTOR IS CHECKED. Set DEVICES_VECTORS to its place.`;
  if (process.env.CI) throw new Error(loud);
  console.error(loud);
  return [];
}

const vectors = load();

export const vectorsOf = (kind: string) => vectors.filter((vector) => vector.kind === kind);

export const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
export const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

/** A frame as the vectors write it: its hex, or the id of another vector. */
export const frameNamed = (name: string) => vectors.find(({ id }) => id === name)?.hex ?? name;
