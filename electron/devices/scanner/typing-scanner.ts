import type { Scan, Scanner } from './contract.ts';
import { withPrefixRead } from './symbology.ts';

export interface TypingScanner extends Scanner {
  /** A whole burst of keys, as shared/rules/wedge.ts took it from the window. */
  typed(text: string): void;
}

/** A scanner that types: the shell's window sees its keys and hands over whole bursts. Nobody can say whether it is there. */
export function createTypingScanner(): TypingScanner {
  const takers: ((scan: Scan) => void)[] = [];
  return {
    typed: (text) => {
      const scan = withPrefixRead(new Uint8Array(Buffer.from(text, 'latin1')));
      for (const take of takers) take(scan);
    },
    onScan: (listener) => void takers.push(listener),
    state: () => 'ready',
    onState: () => undefined,
    close: async () => undefined,
  };
}
