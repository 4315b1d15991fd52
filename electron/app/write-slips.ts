import type { Slip, SlipLine } from '../../shared/slips/layout.ts';
import { encodeSlip, encodeSlipBody, signedPart, type SlipKind } from '../../shared/slips/payload.ts';
import { localTime } from '../../shared/rules/service-hours.ts';
import type { ApplySubject, Receipted } from '../core/session/session.ts';
import type { Identity } from '../store/identity/contract.ts';

/** How long a receipt's code is worth scanning. */
const RECEIPT_DAYS = 30;
const MAY_LOOK = 1;

interface ReceiptOf {
  readonly number: string;
  readonly slipId: string;
  readonly subjectId: string;
  readonly subject: Pick<ApplySubject, 'title' | 'employer'>;
  readonly receipted: Receipted;
  readonly online: boolean;
  readonly phoneToEmployer: boolean;
  readonly hasPhone: boolean;
  /** 0 for the first; every further one says 补打 and carries the same code. */
  readonly copy: number;
}

export interface SlipWriter {
  receipt(about: ReceiptOf): Slip;
  hiring(about: {
    readonly number: string;
    readonly slipId: string;
    readonly subjectId: string;
    readonly receipted: Receipted;
    readonly online: boolean;
  }): Slip;
  help(): Slip;
  /** For technicians: what must be readable on every printer, the rare letters drawn. */
  trial(): Slip;
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

  /** One truth, and a promise only where the platform has made it. */
  const standing = (receipted: Receipted, online: boolean): SlipLine[] =>
    statusWords(receipted, online).map((text) => ({ kind: 'text', text }));

  const statusWords = ({ status, replyBy }: Receipted, online: boolean): string[] => {
    switch (status) {
      case 'saved':
        return online ? ['已保存，待上传。'] : ['已保存，待上传。', '网通后送出。'];
      case 'accepted':
        return replyBy === null ? ['已受理。'] : ['已受理。', `最晚${day(replyBy)}答复。`];
      case 'done':
        return ['已办结。'];
      case 'already-applied':
        return ['以前报的那次照样算，', '不用再报。'];
      case 'in-review':
        return ['正在人工核实。', '拿这张小票问工作人员。'];
    }
  };

  const received = ({ number, slipId, subjectId, subject, copy, ...about }: ReceiptOf): SlipLine[] => [
    head(),
    { kind: 'title', text: copy === 0 ? '已收下' : '已收下（补打）' },
    { kind: 'text', text: '您的编号' },
    { kind: 'number', text: number },
    { kind: 'text', text: subject.title, bold: true },
    { kind: 'text', text: subject.employer },
    ...standing(about.receipted, about.online),
    { kind: 'rule' },
    { kind: 'text', text: `平台收：姓名、证件号${about.hasPhone ? '、电话' : ''}` },
    { kind: 'text', text: `单位看：姓、工种、路程${about.phoneToEmployer ? '、电话' : ''}` },
    { kind: 'text', text: '没发：照片、住址' },
    {
      kind: 'qr',
      payload: code('receipt', slipId, subjectId, RECEIPT_DAYS, copy),
      caption: '想问办到哪步，拿小票到站里问',
    },
    ...feet,
  ];

  // The platform keeps the first application and nothing of this one: no number, no code, no date.
  const repeated = ({ subject, receipted, online }: ReceiptOf): SlipLine[] => [
    head(),
    { kind: 'title', text: '您已报过' },
    { kind: 'text', text: subject.title, bold: true },
    { kind: 'text', text: subject.employer },
    ...standing(receipted, online),
    ...feet,
  ];

  return {
    receipt: (about) => ({ lines: about.receipted.status === 'already-applied' ? repeated(about) : received(about) }),
    hiring: ({ number, slipId, subjectId, receipted, online }) => ({
      lines: [
        head(),
        { kind: 'title', text: '已收下' },
        { kind: 'text', text: '您的编号' },
        { kind: 'number', text: number },
        { kind: 'text', text: '招员工，请人回电话', bold: true },
        ...standing(receipted, online),
        {
          kind: 'qr',
          payload: code('receipt', slipId, subjectId, RECEIPT_DAYS, 0),
          caption: '想问办到哪步，拿小票到站里问',
        },
        ...feet,
      ],
    }),
    trial: () => ({
      lines: [
        head(),
        { kind: 'title', text: '试打' },
        { kind: 'number', text: '0483' },
        { kind: 'text', text: '汉字 ABC 123' },
        { kind: 'text', text: '生僻字 𠮷㙓䶮' },
        { kind: 'inverse', text: '黑底白字' },
        { kind: 'qr', payload: 'HTTPS://EXAMPLE.INVALID/TRIAL', caption: '扫得出来就好' },
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
