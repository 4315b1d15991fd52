/**
 * The wire of vsmartcard's virtual reader (devices.md 6.6): two bytes of length (BE), then that many bytes. One byte is a
 * control, more are an APDU; only "get ATR" and APDUs are answered.
 */
export const VPCD_PORT = 35_963;

const CONTROLS = ['power-off', 'power-on', 'reset', undefined, 'get-atr'] as const;
export type VpcdMessage =
  | { readonly kind: 'control'; readonly control: 'power-off' | 'power-on' | 'reset' | 'get-atr' | 'unknown' }
  | { readonly kind: 'apdu'; readonly command: Uint8Array };

export const vpcdFrame = (bytes: Uint8Array) => Uint8Array.of(bytes.length >> 8, bytes.length & 0xff, ...bytes);

/** Takes bytes however they were split; gives the messages that are now whole, in order. */
export function vpcdStream(): (bytes: Uint8Array) => VpcdMessage[] {
  let held = new Uint8Array();
  return (bytes) => {
    held = new Uint8Array(Buffer.concat([held, bytes]));
    const messages: VpcdMessage[] = [];
    for (;;) {
      const [high, low] = held;
      if (high === undefined || low === undefined) return messages;
      const end = 2 + ((high << 8) | low);
      if (held.length < end) return messages;
      const body = held.slice(2, end);
      held = held.slice(end);
      if (body.length === 1) messages.push({ kind: 'control', control: CONTROLS[body[0]!] ?? 'unknown' });
      else if (body.length > 1) messages.push({ kind: 'apdu', command: body });
    }
  };
}

/** A card behind the virtual reader: what it sends back to a message, if anything. */
export function answerVpcd(
  message: VpcdMessage,
  card: { readonly atr: Uint8Array; readonly answer: (command: Uint8Array) => Uint8Array },
): Uint8Array | undefined {
  if (message.kind === 'apdu') return vpcdFrame(card.answer(message.command));
  return message.control === 'get-atr' ? vpcdFrame(card.atr) : undefined;
}
