import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly body: Buffer;
  readonly type: string;
}
/** By the path of the address: `/index.html`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** The built page as a fixed table, read once: no path is ever joined from a request, and what is no part of a page is not in it. */
export function pageFiles(folder: string): PageFiles {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) in TYPES);
  return new Map(
    names.map((name) => [
      `/${name.replaceAll('\\', '/')}`,
      { body: readFileSync(join(folder, name)), type: TYPES[extname(name)]! },
    ]),
  );
}
