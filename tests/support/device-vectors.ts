import { readFileSync } from 'node:fs';
import { deviceVectorsFile, given } from './given-documents.ts';

/** One example of the devices' fact sheet, with the fields that its kind has. */
export interface DeviceVector {
  readonly id: string;
  readonly kind: string;
  readonly hex: string;
  readonly n: number;
  readonly number: string;
  readonly question: string;
  readonly reports: readonly string[];
  readonly exchange: readonly unknown[];
  readonly read: string;
  readonly readByTag: string;
  readonly hexName: string;
  readonly hexExtension: string;
  readonly chunks: readonly string[];
  readonly transfers: readonly { readonly endpoint: string; readonly hex: string }[];
  readonly expect: Readonly<Record<string, unknown>>;
}

const vectors: readonly DeviceVector[] = given(deviceVectorsFile)
  ? (JSON.parse(readFileSync(deviceVectorsFile, 'utf8')) as { vectors: DeviceVector[] }).vectors
  : [];

export const vectorsOf = (kind: string) => vectors.filter((vector) => vector.kind === kind);

export const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
export const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

/** A frame as the vectors write it: its hex, or the id of another vector. */
export const frameNamed = (name: string) => vectors.find(({ id }) => id === name)?.hex ?? name;
