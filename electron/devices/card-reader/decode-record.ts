import { LEAST_ANSWER, answerOf, frameStream } from './sdt-frame.ts';
import { isAnswerTo, TEXT_AT, TEXT_BYTES } from './sdt-commands.ts';
import { statusOf } from './sdt-status.ts';
import { decodeCardBlock, type Card, type RefusalName } from './text-block.ts';

/** A capture in the form of the sheet's vectors: a text block, or the module's whole answer to a read. */
export interface CardRecord {
  readonly id: string;
  readonly kind: 'card-block' | 'sdt-answer';
  readonly hex: string;
}

export type Decoded =
  | { readonly id: string; readonly ok: true; readonly card: Card; readonly remarks: readonly string[] }
  | { readonly id: string; readonly ok: false; readonly failure: string; readonly sentence: string };

/** What is wrong with a block, for whoever holds the capture (devices.md 2.4). */
const sentences: Readonly<Record<RefusalName, string>> = {
  'block-length': '文字块不是 256 字节',
  'type-letter': '不认得的证件类型字母',
  utf16: '有个字只有一半（孤立的代理码元）',
  'text-control': '文字里有控制符',
  'empty-field': '必有的一项是空的',
  'sex-code': '性别代码不在 0、1、2、9 之中（GB/T 2261.1）',
  'ethnicity-code': '民族代码不是两位数字（GB/T 3304）',
  'country-code': '国籍代码不是三个大写字母',
  'birth-date': '出生日期不是日历上的一天',
  'number-form': '号码的样子不对',
  'number-check': '号码的校验码不对（GB 11643）',
  'number-region': '号码开头的地区不存在',
  'number-date': '号码里的日期不是日历上的一天',
  'number-birth': '号码里的日期和出生日期不一样',
  'validity-date': '有效期不是日历上的一天',
  'validity-order': '有效期的止在起之前',
};

/** The text block of an answer to a read with text and photo, with or without fingerprints. */
function blockOf(bytes: Uint8Array): Uint8Array | { readonly failure: string; readonly sentence: string } {
  const [body] = frameStream(LEAST_ANSWER).push(bytes);
  if (!body) return { failure: 'no-frame', sentence: '里面没有一个完整的 SDT 帧' };
  const answer = answerOf(body);
  const status = statusOf(answer.sw3);
  if (status.next !== 'proceed' || status.name === 'nothing-stored')
    return { failure: status.name, sentence: status.says };
  const isRead = isAnswerTo('read-text-photo', answer);
  if (isRead) return answer.data.subarray(TEXT_AT, TEXT_AT + TEXT_BYTES);
  // One length more stands before the text when fingerprints come along.
  if (isAnswerTo('read-text-photo-fingerprint', answer))
    return answer.data.subarray(TEXT_AT + 2, TEXT_AT + 2 + TEXT_BYTES);
  return { failure: 'no-card-content', sentence: '这个应答里没有证件的文字和照片' };
}

/** Reads one capture. The photo and the fingerprints are not looked at. */
export function decodeRecord({ id, kind, hex }: CardRecord): Decoded {
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
  const block = kind === 'card-block' ? bytes : blockOf(bytes);
  if (!(block instanceof Uint8Array)) return { id, ok: false, ...block };
  const read = decodeCardBlock(block);
  if (read.ok) return { id, ok: true, card: read.value.card, remarks: read.value.remarks };
  const { refused, detail } = read.failure;
  return {
    id,
    ok: false,
    failure: refused,
    sentence: detail === '' ? sentences[refused] : `${sentences[refused]}：${detail}`,
  };
}
