import { LONG_TERM, type ResidentCard } from './text-block.ts';

/** Invented people. Region 110000 is a province-level code, which is given to nobody: these numbers are no one's. */
const issued = { address: '北京市某某区示范路1号', issuer: '北京市公安局某某分局' };

export const simulatedCards = {
  ordinary: {
    ...issued,
    name: '样本甲',
    sex: '2',
    ethnicity: '01',
    birth: '19920731',
    number: '11000019920731002X',
    validFrom: '20220815',
    validTo: '20420815',
  },
  expired: {
    ...issued,
    name: '样本乙',
    sex: '1',
    ethnicity: '03',
    birth: '19850217',
    number: '110000198502170037',
    validFrom: '20040301',
    validTo: '20240301',
  },
  longTerm: {
    ...issued,
    name: '欧阳样本',
    sex: '1',
    ethnicity: '01',
    birth: '19600229',
    number: '11000019600229005X',
    validFrom: '20110606',
    validTo: LONG_TERM,
  },
  rareCharacters: {
    ...issued,
    name: '赵𠮷㙓',
    sex: '2',
    ethnicity: '05',
    birth: '20001103',
    number: '110000200011030080',
    validFrom: '20190910',
    validTo: '20290910',
  },
} as const satisfies Readonly<Record<string, ResidentCard>>;
