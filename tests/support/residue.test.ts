import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findMarkers, markersOf, scanFolder } from './residue.ts';

const number = '110000198502179939';
const markers = markersOf(number);

test.each([
  ['plain', Buffer.from(`x${number}y`)],
  ['five digits', Buffer.from('..98502..')],
  ['UTF-16LE', Buffer.from(`x${number}`, 'utf16le')],
  ['hex', Buffer.from(Buffer.from(number).toString('hex'))],
  ['base64', Buffer.from(Buffer.from(number).toString('base64'))],
  ['base64, shifted by one', Buffer.from(Buffer.from(`a${number}b`).toString('base64'))],
  ['base64, shifted by two', Buffer.from(Buffer.from(`ab${number}c`).toString('base64'))],
])('a planted number is found: %s', (_form, bytes) => {
  expect(findMarkers(bytes, markers).length).toBeGreaterThan(0);
});

test('a planted number is found in a file, and nothing is found where nothing is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'residue-'));
  writeFileSync(join(folder, 'clean'), 'a1100b');
  expect(scanFolder(folder, markers)).toEqual([]);
  writeFileSync(join(folder, 'dirty'), number);
  expect(scanFolder(folder, markers)).toEqual([join(folder, 'dirty')]);
});
