import type { Slip } from '../../../shared/slips/layout.ts';

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export const payloadOf = (length: number) =>
  `ES1:${Array.from({ length }, (_, at) => BASE45[(at * 7 + (at >> 2)) % BASE45.length]).join('')}`;

/** For tests and pictures: what somebody takes home who left their name for a job. */
export const receipt = (number: string, payload = payloadOf(180)): Slip => ({
  lines: [
    { kind: 'station', name: '柳荫里就业驿站', time: '11月21日 10:28' },
    { kind: 'title', text: '已收下' },
    { kind: 'text', text: '您的编号' },
    { kind: 'number', text: number },
    { kind: 'rule' },
    { kind: 'text', text: '小区保洁员', bold: true },
    { kind: 'text', text: '清和物业' },
    { kind: 'text', text: '最晚11月24日，他们给您打电话' },
    { kind: 'text', text: '没人打来？拿这张票来扫，或者找李敏 022-5550 0126。' },
    { kind: 'inverse', text: '不收任何钱' },
    { kind: 'qr', payload, caption: '扫这个码，看办到哪一步' },
  ],
});
