import { PHOTO_BYTES, TEXT_BYTES, type Question } from './sdt-commands.ts';
import { encodeAnswer } from './sdt-frame.ts';
import { encodeCardBlock, type Card } from './text-block.ts';

/** Devices.md 4: the header of the proprietary format, then filler. */
const PHOTO_HEADER = [0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00, 0x32, 0x00, 0x00, 0xff, 0x85];

/** `05.03-20191017-0000123456-0987654321`, devices.md 1.6. */
const SAM_ID = Uint8Array.from(Buffer.from('050003002917340140E20100B168DE3A', 'hex'));

function content(card: Card): Uint8Array {
  const photo = Uint8Array.from({ length: PHOTO_BYTES }, (_, i) => PHOTO_HEADER[i] ?? (i * 151) & 0xff);
  const lengths = [TEXT_BYTES >> 8, TEXT_BYTES & 0xff, PHOTO_BYTES >> 8, PHOTO_BYTES & 0xff];
  return Uint8Array.of(...lengths, ...encodeCardBlock(card), ...photo);
}

/** What the module knows and answers (devices.md 1.7): a card that was read is not found again until it is lifted. */
export function simulateModule() {
  let laid: { readonly card: Card; wasRead: boolean } | undefined;
  let found: typeof laid;
  let selected: typeof laid;

  const restart = () => {
    found = selected = undefined;
    if (laid) laid.wasRead = false; // the field went off and on: the card is new to it
  };
  const answers: Partial<Record<Question, () => Uint8Array>> = {
    reset: () => {
      restart();
      return encodeAnswer(0x90);
    },
    status: () => encodeAnswer(0x90),
    'sam-id': () => encodeAnswer(0x90, SAM_ID),
    find: () => {
      found = laid?.wasRead ? undefined : laid;
      selected = undefined;
      return found ? encodeAnswer(0x9f, new Uint8Array(4)) : encodeAnswer(0x80);
    },
    select: () => {
      selected = found === laid ? found : undefined;
      return selected ? encodeAnswer(0x90, new Uint8Array(8)) : encodeAnswer(0x81);
    },
    'read-text-photo': () => {
      if (!selected) return encodeAnswer(0x21);
      if (selected !== laid) return encodeAnswer(0x41);
      selected.wasRead = true;
      return encodeAnswer(0x90, content(selected.card));
    },
  };
  return {
    lay: (card: Card | undefined) => void (laid = card && { card, wasRead: false }),
    restart,
    answer: (question: Question | undefined) => (question && answers[question]?.()) ?? encodeAnswer(0x21),
  };
}
