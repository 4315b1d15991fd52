import type { Slip } from '../../shared/slips/layout.ts';
import { encodeSlip, encodeSlipBody, signedPart, type SlipKind } from '../../shared/slips/payload.ts';
import { localTime } from '../../shared/rules/service-hours.ts';
import type { ApplySubject, Receipted } from '../core/session/session.ts';
import type { Identity } from '../store/identity/contract.ts';

/** How long a receipt's code is worth scanning. */
const RECEIPT_DAYS = 30;
const MAY_LOOK = 1;

export interface SlipWriter {
  receipt(about: {
    readonly number: string;
    readonly slipId: string;
    readonly subjectId: string;
    readonly subject: Pick<ApplySubject, 'title' | 'employer'>;
    readonly receipted: Receipted;
    readonly phoneToEmployer: boolean;
    readonly hasPhone: boolean;
    readonly copy: number;
  }): Slip;
  hiring(about: {
    readonly number: string;
    readonly slipId: string;
    readonly subjectId: string;
    readonly receipted: Receipted;
  }): Slip;
  help(): Slip;
}

const day = (iso: string) => {
  const [, month, date] = iso.split('-');
  return `${Number(month)}月${Number(date)}日`;
};

/** What the papers say. Words of one sort: what is so now, whom to ask, what it costs (nothing). */
export function writeSlips(
  station: { readonly name: string; readonly phone: string; readonly complaints: string },
  identity: Pick<Identity, 'slipKeyId' | 'signSlip'>,
  now: () => Date,
): SlipWriter {
  const head = () => {
    const { day: today, time } = localTime(now());
    return { kind: 'station', name: station.name, time: `${day(today)} ${time}` } as const;
  };
  const feet = [
    { kind: 'inverse', text: `谁要钱，打 ${station.complaints}` },
    { kind: 'text', text: `驿站 ${station.phone}` },
  ] as const;

  const code = (kind: SlipKind, slipId: string, subjectId: string, days: number, sequence: number) => {
    const body = encodeSlipBody({
      kind,
      keyId: identity.slipKeyId,
      slipId: Buffer.from(slipId, 'hex'),
      subject: Buffer.from(subjectId, 'hex'),
      issuedAt: now(),
      until: new Date(now().getTime() + days * 86_400_000),
      capabilities: MAY_LOOK,
      sequence,
    });
    return encodeSlip(body, identity.signSlip(signedPart(body)));
  };

  const standing = ({ status, replyBy }: Receipted) =>
    status === 'saved'
      ? ['已保存，待上传。', '网通后送出。']
      : ['已受理。', ...(replyBy === null ? [] : [`最晚${day(replyBy)}答复。`])];

  return {
    receipt: ({ number, slipId, subjectId, subject, receipted, phoneToEmployer, hasPhone, copy }) => ({
      lines: [
        head(),
        { kind: 'title', text: copy === 0 ? '已收下' : '已收下（补打）' },
        { kind: 'text', text: '您的编号' },
        { kind: 'number', text: number },
        { kind: 'text', text: subject.title, bold: true },
        { kind: 'text', text: subject.employer },
        ...standing(receipted).map((text) => ({ kind: 'text', text }) as const),
        { kind: 'rule' },
        { kind: 'text', text: `平台收：姓名、证件号${hasPhone ? '、电话' : ''}` },
        { kind: 'text', text: `单位看：姓、工种、路程${phoneToEmployer && hasPhone ? '、电话' : ''}` },
        { kind: 'text', text: '没发：照片、住址' },
        {
          kind: 'qr',
          payload: code('receipt', slipId, subjectId, RECEIPT_DAYS, copy),
          caption: '拿小票来扫，看送到没有',
        },
        ...feet,
      ],
    }),
    hiring: ({ number, slipId, subjectId, receipted }) => ({
      lines: [
        head(),
        { kind: 'title', text: '已收下' },
        { kind: 'text', text: '您的编号' },
        { kind: 'number', text: number },
        { kind: 'text', text: '招员工，请人回电话', bold: true },
        ...standing(receipted).map((text) => ({ kind: 'text', text }) as const),
        { kind: 'qr', payload: code('receipt', slipId, subjectId, RECEIPT_DAYS, 0), caption: '拿小票来扫，看送到没有' },
        ...feet,
      ],
    }),
    help: () => ({
      lines: [
        head(),
        { kind: 'title', text: '请打电话' },
        { kind: 'text', text: '这会儿没人应，打这个：' },
        { kind: 'text', text: station.phone, bold: true },
        { kind: 'text', text: `市里的热线 ${station.complaints}` },
        { kind: 'text', text: '不收任何钱' },
      ],
    }),
  };
}
