/** A station that has none of them. */
export const noDevices = {
  cardReader: { kind: 'none' },
  photoDecoder: { kind: 'none' },
  socialCardReader: { kind: 'none' },
  scanner: { kind: 'none' },
  printer: { kind: 'none' },
  sheetPrinter: { kind: 'none' },
} as const;
