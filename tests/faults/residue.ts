import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedCards } from '../../electron/devices/card-reader/simulated-cards.ts';

const RUN = 5;
const numbers = Object.values(simulatedCards).map(({ number }) => number);
const windows = (length: number) =>
  numbers.flatMap((number) =>
    Array.from({ length: number.length - length + 1 }, (_, i) => number.slice(i, i + length)),
  );
/** Keys and subjects are random hex: among some thousand of them five given digits do occur. Ours have letters in them. */
const HEX = /(?=[0-9]*[a-f])[0-9a-f]{16,}/g;

/** What the data folder still holds of the people who were there: five digits of a number, a name, a phone. */
export function residueIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const text = bytes.toString('latin1');
    const withoutKeys = text.replace(HEX, '#');
    const found = [
      ...windows(RUN).filter((digits) => withoutKeys.includes(digits)),
      // Long enough not to be chance: looked for in the untouched bytes, so that nothing hides in a run of hex.
      ...windows(2 * RUN).filter((digits) => text.includes(digits)),
      ...[
        '13800000000',
        ...Object.values(simulatedCards).map((card) => ('name' in card ? card.name : card.nameEn)),
      ].filter((word) => bytes.includes(word)),
    ];
    return found.map((what) => `${entry.name} holds ${what}`);
  });
}
