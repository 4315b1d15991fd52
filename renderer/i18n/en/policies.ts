import type { Words } from '../words.ts';
import type { policies as zh } from '../zh-CN/policies.ts';

export const policies: Words<typeof zh> = {
  title: 'Policies',
  note: '{{n}} documents, ¦original texts',
  noteShort: '{{n}} texts',
  found: '“{{text}}”: ¦{{n}} found',
  asking: 'Original texts',
  find: 'Find',
  search: 'Write to find',
  searchShort: 'Find',
  searchNote: 'Two characters are enough',
  clear: 'Show all',
  none: 'No such document, ¦try other words',
  slow: 'Getting documents, ¦a few seconds more',
  updating: 'Documents are being renewed, ¦back in a few minutes',
  sample: 'Sample',
  sampleNote: 'This is a sample, ¦not a real document',
  issuedOn: '{{day}} {{year}}',
  noIssuer: 'issuer not named',
};
