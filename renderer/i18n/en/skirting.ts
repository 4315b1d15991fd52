import type { Words } from '../words.ts';
import type { skirting as zh } from '../zh-CN/skirting.ts';

export const skirting = {
  back: 'Back',
  backShort: 'Back',
  language: '中文',
  languageShort: '中文',
  speak: 'Read aloud',
  speakShort: 'Read',
  larger: 'Larger text',
  largerShort: 'Larger',
  smaller: 'Smaller text',
  smallerShort: 'Size',
  help: 'Call staff',
  helpShort: 'Help',
  leave: 'I am done',
  leaveShort: 'Leave',
} as const satisfies Words<typeof zh>;
