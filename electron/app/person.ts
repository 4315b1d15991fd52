import type { CardHolder } from '../../shared/domain/resident.ts';
import { maskIdNumber, maskName, maskPhone } from '../../shared/rules/masking.ts';
import type { MaskedPerson } from '../../shared/visit.ts';

/**
 * The one place that holds a visitor's data: bytes, overwritten at the visit's end. Strings cannot be overwritten, so they
 * are made as late as possible and never kept; what the heap may hold of them afterwards is said in the README.
 */
export interface Person {
  hold(card: CardHolder, cardExpired: boolean): void;
  setPhone(phone: string | null): void;
  masked(): MaskedPerson | undefined;
  /** For the moment of sealing. */
  reveal(): { name: string; number: string; phone: string | null; cardExpired: boolean } | undefined;
  /** 招员工: the number to be rung up at, which may be another one. */
  holdCallback(phone: string): void;
  callback(): string | undefined;
  wipe(): void;
}

export function createPerson(): Person {
  let kept: { name: Buffer; number: Buffer; phone: Buffer | null; cardExpired: boolean } | undefined;
  let callback: Buffer | undefined;
  // Made once, when the person is met: what is asked for every second must not make new strings of a name.
  let masked: MaskedPerson | undefined;

  const forgetCard = () => {
    kept?.name.fill(0);
    kept?.number.fill(0);
    kept?.phone?.fill(0);
    kept = undefined;
    masked = undefined;
  };
  const reveal = () =>
    kept && {
      name: kept.name.toString('utf8'),
      number: kept.number.toString('latin1'),
      phone: kept.phone?.toString('latin1') ?? null,
      cardExpired: kept.cardExpired,
    };

  return {
    hold: ({ name, number, remarks }, cardExpired) => {
      forgetCard();
      kept = { name: Buffer.from(name), number: Buffer.from(number, 'latin1'), phone: null, cardExpired };
      const nameUnclear = remarks.includes('private-use');
      masked = { name: maskName(name), number: maskIdNumber(number), phone: null, cardExpired, nameUnclear };
    },
    setPhone: (phone) => {
      kept?.phone?.fill(0);
      if (!kept || !masked) return;
      kept.phone = phone === null ? null : Buffer.from(phone, 'latin1');
      masked = { ...masked, phone: phone === null ? null : maskPhone(phone) };
    },
    masked: () => masked,
    reveal,
    holdCallback: (phone) => {
      callback?.fill(0);
      callback = Buffer.from(phone, 'latin1');
    },
    callback: () => callback?.toString('latin1'),
    wipe: () => {
      forgetCard();
      callback?.fill(0);
      callback = undefined;
    },
  };
}
