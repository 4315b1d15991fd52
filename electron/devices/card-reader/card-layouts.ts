import type { IdNumberKind } from '../../../shared/rules/id-number.ts';

/** Offset and bytes of each named field, and what else a kind of card is known by (devices.md 2.1, 2.2). */
interface Layout {
  readonly letter: '' | 'I' | 'Y' | 'J';
  /** A field may stand in two places: both parts are joined before the padding is taken off. */
  readonly fields: Readonly<Record<string, readonly (readonly [at: number, bytes: number])[]>>;
  /** Without them it is no card; in the order in which they are named. */
  readonly required: readonly string[];
}

const skeleton = {
  sex: [[30, 2]],
  birth: [[36, 16]],
  number: [[122, 36]],
  validFrom: [[188, 16]],
  validTo: [[204, 16]],
} as const;

/** The four layouts of the 256-byte block, a row each. */
export const layouts = {
  resident: {
    letter: '',
    fields: { name: [[0, 30]], ...skeleton, ethnicity: [[32, 4]], address: [[52, 70]], issuer: [[158, 30]] },
    required: ['name', 'birth', 'number', 'validFrom', 'validTo'],
  },
  'foreigner-2017': {
    letter: 'I',
    fields: {
      nameEn: [[0, 120]],
      sex: [[120, 2]],
      number: [[122, 30]],
      country: [[152, 6]],
      nameZh: [[158, 30]],
      validFrom: [[188, 16]],
      validTo: [[204, 16]],
      birth: [[220, 16]],
      cardVersion: [[236, 4]],
      agencyCode: [[240, 8]],
    },
    required: ['nameEn', 'birth', 'number', 'validFrom', 'validTo'],
  },
  'foreigner-2023': {
    letter: 'Y',
    fields: {
      nameZh: [[0, 30]],
      ...skeleton,
      renewals: [[32, 4]],
      nameEn: [
        [52, 70],
        [220, 22],
      ],
      country: [[242, 6]],
      previousLink: [[250, 6]],
    },
    required: ['nameEn', 'birth', 'number', 'validFrom', 'validTo'],
  },
  hmt: {
    letter: 'J',
    fields: {
      name: [[0, 30]],
      ...skeleton,
      address: [[52, 70]],
      issuer: [[158, 30]],
      passNumber: [[220, 18]],
      issueCount: [[238, 4]],
    },
    required: ['name', 'birth', 'number', 'validFrom', 'validTo'],
  },
} as const satisfies Readonly<Record<IdNumberKind, Layout>>;

export type CardType = keyof typeof layouts;
export const layoutOf = (type: CardType): Layout => layouts[type];
export const cardTypes = Object.keys(layouts) as CardType[];
