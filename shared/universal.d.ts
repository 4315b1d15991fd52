// What browsers and Node share and the language library does not name. Only the pure rooms see this file: elsewhere the
// platform's own declarations stand.
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes?: Uint8Array): string;
}
