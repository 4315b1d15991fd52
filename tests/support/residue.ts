import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const RUN = 5;

/** The forms in which a run of digits may hide (reliability.md 6.3). */
function formsOf(digits: string): Buffer[] {
  const bytes = Buffer.from(digits);
  const base64 = [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // Characters that also depend on what stands beside the digits are left out.
    return padded.slice(Math.ceil((shift * 4) / 3), padded.length - (padded.endsWith('=') ? 3 : 1)).replace(/=+$/, '');
  });
  return [
    bytes,
    Buffer.from(digits, 'utf16le'),
    Buffer.from(bytes.toString('hex')),
    ...base64.map((text) => Buffer.from(text)),
  ].filter(({ length }) => length >= RUN);
}

/** Every run of five consecutive digits of the number; in base64 runs of eight, or chance would find them. */
export function markersOf(number: string): Buffer[] {
  const runs = (length: number) =>
    Array.from({ length: number.length - length + 1 }, (_, i) => number.slice(i, i + length));
  return [...runs(RUN).flatMap((run) => formsOf(run).slice(0, 3)), ...runs(8).flatMap((run) => formsOf(run).slice(3))];
}

export const findMarkers = (bytes: Buffer, markers: readonly Buffer[]): string[] =>
  markers.filter((marker) => bytes.includes(marker)).map((marker) => marker.toString('latin1'));

/** Every file below a folder that holds one of the markers. */
export function scanFolder(folder: string, markers: readonly Buffer[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => findMarkers(readFileSync(path), markers).length > 0);
}

/** Markers that do not stand in the folder by chance: public content has phones and prices of its own. */
export function markersNotIn(folder: string, markers: readonly Buffer[]): Buffer[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path));
  return markers.filter((marker) => !files.some((bytes) => bytes.includes(marker)));
}
