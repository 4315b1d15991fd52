import type { Words } from '../words.ts';
import type { idle as zh } from '../zh-CN/idle.ts';

export const idle = {
  ask: 'Still here?',
  lamps: 'A lamp a second goes out. ¦When all are out, ¦this screen is cleared, ¦what you sent stays',
  lampsSlow: 'The lamps go out. ¦When all are out, ¦this screen is cleared, ¦what you sent stays',
  left: '{{n}} seconds left',
  seconds: 's',
  here: 'I am here',
  leave: 'I am done, clear it now',
  leaveShort: 'I am done',
} as const satisfies Words<typeof zh>;
