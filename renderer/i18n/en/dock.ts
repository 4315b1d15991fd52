import type { Words } from '../words.ts';
import type { dock as zh } from '../zh-CN/dock.ts';

export const dock = {
  tab: 'Dock',
  close: 'Close',
  card: 'ID card',
  cards: {
    ordinary: 'ordinary',
    expired: 'expired',
    longTerm: 'long-term',
    rareCharacters: 'rare',
    foreigner: 'foreign',
    hongKong: 'Hong Kong',
    none: 'take away',
  },
  reader: 'Reader',
  readers: { unplug: 'unplug', replug: 'replug', 'damage-next': 'damage next', 'delay-next': 'delay next' },
  printer: 'Printer',
  printers: {
    empty: 'empty',
    load: 'load',
    open: 'open',
    close: 'close',
    jam: 'jam',
    'clear-jam': 'clear jam',
    mute: 'mute',
    unmute: 'unmute',
  },
  network: 'Network',
  networks: { cut: 'cut', restore: 'restore' },
  slip: 'Last slip',
  look: 'show slip',
  noSlip: 'none yet',
  status: 'Machine status',
  refused: 'Refused',
} as const satisfies Words<typeof zh>;
