import type { SimulatedSocialCard } from './simulator.ts';

const issuer = {
  cardId: '110000D1560000050000000000000001',
  cardClass: '1',
  initAgency: '110000000000000000000001',
  issuedOn: '20180901',
  validTo: '20280901',
};

/** Invented people; region 110000 is given to nobody. */
export const simulatedSocialCards = {
  first: {
    kind: 'open',
    values: {
      ...issuer,
      specVersion: '1.00',
      cardNumber: 'A00000002',
      name: '样本丁',
      number: '110000198502170053',
      sex: '1',
      ethnicity: '01',
      birth: '19850217',
    },
    quirks: { plainSelect: true },
  },
  second: {
    kind: 'open',
    values: {
      ...issuer,
      specVersion: '2.00',
      cardNumber: 'A00000001',
      name: '阿依古丽·买买提依明',
      number: '110000199207310046',
      sex: '2',
      ethnicity: '05',
      birth: '19920731',
    },
  },
  longName: {
    kind: 'open',
    values: {
      ...issuer,
      specVersion: '2.00',
      cardNumber: 'A00000004',
      name: '阿卜杜热合曼·穆罕默德艾力·买买提',
      number: '110000197806150014',
    },
  },
  third: {
    kind: 'closed',
    values: {
      ...issuer,
      cardId: '110000D1560000050000000000000003',
      specVersion: '3.00',
      cardNumber: 'A00000003',
      name: '样本戊',
      number: '11000019700101009X',
    },
  },
  bank: { kind: 'other', values: {} },
} as const satisfies Readonly<Record<string, SimulatedSocialCard>>;
