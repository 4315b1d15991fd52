import { checkCharacter, checkDigit2017 } from '../../../shared/rules/id-number.ts';
import type { CardType } from './card-layouts.ts';
import { LONG_TERM, type Card } from './text-block.ts';

/** 0 to 1, below 1. */
export type Random = () => number;

const SURNAMES = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '欧阳', '司马', '诸葛', '𠮷', '仇', '单', '覃'];
const GIVEN = ['样', '本', '甲', '乙', '丙', '丁', '例', '示', '范', '测'];
/** Beyond GBK, or of two units: 㙓 䶮 𠮷 𬭛 are on real cards. */
const RARE = ['㙓', '䶮', '𠮷', '𬭛', '鿏'];
const MINORITY = [
  ['阿依古丽·买买提', '05'],
  ['扎西次仁', '04'],
  ['巴特尔·样本', '02'],
  ['阿卜杜热合曼·样本', '05'],
  ['努尔兰·样本', '17'],
] as const;
const FOREIGN = [
  ['FRA', '250', 'SPECIMEN, ALEXANDRA'],
  ['JPN', '392', 'MIHON, TARO'],
  ['BRA', '076', 'AMOSTRA DA SILVA PEREIRA, MARIA CONCEICAO'],
] as const;
const PROVINCES = ['11', '12', '31', '42', '44', '50', '51', '53', '54', '65'];
const PERMIT_REGIONS = ['810000', '820000', '830000'];
const DAY_MS = 86_400_000;

const compact = (date: Date) => date.toISOString().slice(0, 10).replaceAll('-', '');
const pick = <T>(random: Random, among: readonly T[]): T => among[Math.floor(random() * among.length)]!;
const padded = (value: number, width: number) => String(value).padStart(width, '0');

/**
 * Somebody who does not exist: region codes of provinces as a whole are given to nobody, and every number is valid in all
 * else. A third of the names have a letter that makes trouble.
 */
export function inventCard(random: Random, type: CardType = pick(random, CARD_TYPES)): Card {
  const birth = compact(new Date(Date.UTC(1945, 0, 1) + Math.floor(random() * 60 * 365.25) * DAY_MS));
  const validFrom = compact(new Date(Date.UTC(2018, 0, 1) + Math.floor(random() * 2_000) * DAY_MS));
  const sex = pick(random, ['1', '2'] as const);
  const sequence = padded(Math.floor(random() * 450) * 2 + (sex === '1' ? 1 : 2), 3);
  const eighteen = (region: string) => {
    const seventeen = region + birth + sequence;
    return seventeen + checkCharacter(seventeen);
  };
  const later = (years: number) => String(Number(validFrom.slice(0, 4)) + years) + leapSafe(validFrom.slice(4));
  const dates = { birth, validFrom };
  switch (type) {
    case 'resident': {
      const [name, ethnicity] = chineseName(random);
      const validTo = random() < 0.2 ? LONG_TERM : later(20);
      const address = `某某市某某区示范路${Math.floor(random() * 300) + 1}号`;
      const number = eighteen(`${pick(random, PROVINCES)}0000`);
      return { type, name, sex, ethnicity, ...dates, address, number, issuer: '某某市公安局', validTo };
    }
    case 'hmt': {
      const region = pick(random, PERMIT_REGIONS);
      const passNumber = region === '830000' ? '00000001' : `${region === '810000' ? 'H' : 'M'}00000001`;
      return {
        ...{ type, name: '陳樣本', sex, ...dates, address: '某某市某某区示范大道1号', number: eighteen(region) },
        ...{ issuer: '某某市公安局', validTo: later(5), passNumber, issueCount: '01' },
      };
    }
    case 'foreigner-2023': {
      const [country, numeric, nameEn] = pick(random, FOREIGN);
      const number = eighteen(`9${pick(random, PROVINCES)}${numeric}`);
      return {
        ...{ type, nameZh: '', nameEn, sex, renewals: '00', ...dates, number, validTo: later(10) },
        ...{ country, previousLink: '000' },
      };
    }
    case 'foreigner-2017': {
      const [country, , nameEn] = pick(random, FOREIGN);
      const fourteen = `${country}${pick(random, PROVINCES)}00${birth.slice(2)}${sex === '1' ? '1' : '2'}`;
      return {
        ...{ type, nameEn, sex, number: fourteen + checkDigit2017(fourteen), country, nameZh: '样本' },
        ...{ ...dates, validTo: later(10), cardVersion: '01', agencyCode: '1500' },
      };
    }
  }
}

const CARD_TYPES: readonly CardType[] = ['resident', 'resident', 'resident', 'hmt', 'foreigner-2023', 'foreigner-2017'];

/** The 29th of February is in every fourth year only. */
const leapSafe = (monthDay: string) => (monthDay === '0229' ? '0228' : monthDay);

function chineseName(random: Random): readonly [name: string, ethnicity: string] {
  const kind = random();
  if (kind < 0.15) return pick(random, MINORITY);
  const given = pick(random, GIVEN) + (random() < 0.5 ? pick(random, GIVEN) : '');
  return [pick(random, SURNAMES) + given + (kind < 0.35 ? pick(random, RARE) : ''), '01'];
}
