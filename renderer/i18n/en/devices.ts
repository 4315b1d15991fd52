export const devices = {
  title: 'Devices',
  note: 'Try each',
  busy: {
    reader: 'Lay a card, within 15 s',
    'social-card-reader': 'Insert a social-security card, within 15 s',
    scanner: 'Scan a code, within 15 s',
    printer: 'Printing',
    framings: 'Asking in each framing',
    card: 'Lay the technician’s card, within 15 s',
  },
  name: { reader: 'ID card', 'social-card-reader': 'Social-security card', scanner: 'Scanner', printer: 'Printer' },
  short: { reader: 'ID', 'social-card-reader': 'SSC', scanner: 'SC', printer: 'PR' },
  try: 'Try',
  wires: 'Bytes on the wires (nothing personal)',
  framings: 'Framings',
  noFramings: 'This reader has no framing to try',
  knowCard: 'Add card',
} as const;
