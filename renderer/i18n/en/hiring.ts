import type { Words } from '../words.ts';
import type { hiring as zh } from '../zh-CN/hiring.ts';

export const hiring = {
  title: 'Hire',
  note: 'Employers: leave a number, ¦staff ring you back',
  who: 'You are ¦(press one)',
  firm: 'Firm',
  soleTrader: 'Shop',
  household: 'Home',
  phone: 'Your phone',
  keeps: 'Only the number and your choice above. ¦For the station, free',
  ask: 'Ring me back',
  taking: 'Taking it down',
  taken: 'Taken',
  number: 'Your number',
  saved: 'Saved, not sent yet',
  accepted: 'Accepted',
  done: 'Done',
  inReview: 'Staff are checking it',
  inReviewNote: 'Bring this slip to the staff',
  alreadyApplied: 'We had it already',
  savedNote: 'Sent when back online',
  acceptedNote: 'Staff will see it',
  printing: 'The slip is being printed',
  cut: 'Take the slip ¦below the screen',
  noSlip: 'No slip. ¦Please note the number',
  home: 'OK, home',
} as const satisfies Words<typeof zh>;
