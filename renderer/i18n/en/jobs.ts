import type { Words } from '../words.ts';
import type { jobs as zh } from '../zh-CN/jobs.ts';

export const jobs: Words<typeof zh> = {
  title: 'Find work',
  near: '{{n}} within 15 min walk, ¦nearest first,',
  all: '{{n}} jobs, ¦nearest first,',
  relaxed: '{{n}} jobs a little further, ¦nearest first,',
  short: '{{n}} jobs,',
  asOf: ' as of {{time}}',
  asOfShort: ' as of {{time}}',
  asking: 'Nearest first',
  here: 'You are here, ¦on foot',
  chips: {
    near: '15 min',
    'paid-daily': 'Daily pay',
    morning: 'Mornings',
    meals: 'Meals',
    seated: 'Seated',
    'any-education': 'No degree',
  },
  chipsLabel: 'Choose by',
  relaxedHead: 'None within 15 min walk',
  relaxedTo: 'Up to {{minutes}} min walk: ¦{{n}} jobs',
  relaxedHalfHour: 'Up to half an hour: ¦{{n}} jobs',
  relaxedAny: 'Further ones too: ¦{{n}} jobs',
  none: 'None like this now. ¦Choose fewer things',
  slow: 'Getting jobs, ¦a few seconds more',
  updating: 'Jobs are being renewed, ¦back in a few minutes',
  updatingLeft: '{{fetched}} here, ¦{{remaining}} to come',
  help: 'Get help',
};
