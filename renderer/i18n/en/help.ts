import type { Words } from '../words.ts';
import type { help as zh } from '../zh-CN/help.ts';

export const help = {
  title: 'Call staff',
  ring: 'Call {{name}}',
  ringDuty: 'Ring for staff',
  onDuty: 'On duty ¦until {{until}}',
  nobody: 'Nobody on duty. ¦Unanswered, ¦a slip is printed',
  call: 'Or phone yourself',
  complaints: 'Complaints {{phone}}',
  sees: 'Staff are told your step, ¦not what you wrote',
  ringing: 'Ringing',
  waited: 'Half a minute at most, ¦{{n}} s so far',
  answered: '{{name}} answered',
  answeredNote: 'Please wait here',
  unanswered: 'Nobody answered',
  notRung: 'Cannot ring',
  notRungNote: 'No network, it did not ring',
  unansweredNote: 'Please phone, ¦or ask somebody to',
  printing: 'Printing the number',
  lookForSlip: 'The slip should be out, ¦below the screen',
  cut: 'Take the slip ¦below the screen',
  cutBefore: 'The slip with the number ¦came before',
  again: 'Ring again',
} as const satisfies Words<typeof zh>;
