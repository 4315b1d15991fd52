/** The module's own number: u16, u16, u32, u32, u32, low byte first (devices.md 1.6). */
export function samIdOf(data: Uint8Array): string | undefined {
  if (data.length !== 16) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const shorts = [view.getUint16(0, true), view.getUint16(2, true)].map((part) => String(part).padStart(2, '0'));
  const date = String(view.getUint32(4, true)).padStart(8, '0');
  const serial = [view.getUint32(8, true), view.getUint32(12, true)].map((part) => String(part).padStart(10, '0'));
  return `${shorts.join('.')}-${date}-${serial.join('-')}`;
}
