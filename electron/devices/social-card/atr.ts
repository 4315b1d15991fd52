/** What a card says of itself at power-up (ISO 7816-3). It identifies a chip: a card is recognised by SELECT, never by this. */
export interface AnswerToReset {
  readonly protocols: readonly number[];
  /** TA1, TB1, TC1, TD1, TA2 …, those that are there. */
  readonly interfaceBytes: Readonly<Record<string, number>>;
  /** 卡复位信息: 26 hex digits on social-security cards. */
  readonly historical: Uint8Array;
}

/** `undefined` when it is no ATR: wrong first byte, or shorter than it says. */
export function decodeAtr(bytes: Uint8Array): AnswerToReset | undefined {
  const [ts, t0] = bytes;
  if ((ts !== 0x3b && ts !== 0x3f) || t0 === undefined) return undefined;
  const interfaceBytes: Record<string, number> = {};
  const protocols: number[] = [];
  let at = 2;
  let present: number | undefined = t0 >> 4;
  for (let group = 1; present !== undefined; group++) {
    let next: number | undefined;
    for (const [bit, name] of ['TA', 'TB', 'TC', 'TD'].entries()) {
      if (!(present & (1 << bit))) continue;
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      interfaceBytes[`${name}${group}`] = byte;
      if (name === 'TD') {
        next = byte >> 4;
        protocols.push(byte & 0x0f);
      }
    }
    present = next;
  }
  const historical = bytes.slice(at, at + (t0 & 0x0f));
  if (historical.length < (t0 & 0x0f)) return undefined;
  return { protocols: protocols.length > 0 ? protocols : [0], interfaceBytes, historical };
}
