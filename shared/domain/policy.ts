import { z } from 'zod';
import { Day, Id, text } from './text.ts';

/** Policy text is a fixed model of blocks, never HTML: headings, clauses and paragraphs in the document's own words. */
export const PolicyBlock = z.strictObject({
  kind: z.enum(['title', 'heading', 'clause', 'paragraph', 'signature']),
  text: text(8_000),
});
export type PolicyBlock = z.infer<typeof PolicyBlock>;

export const Policy = z.strictObject({
  id: Id,
  version: z.int().positive(),
  title: text(200),
  issuer: text(120).nullable(),
  /** 发文字号, as printed: 津人社办函〔2024〕616号. */
  documentNumber: text(60).nullable(),
  issuedOn: Day.nullable(),
  /** An invented document that shows the form; the screen says so on every page of it. */
  sample: z.boolean(),
  blocks: z.array(PolicyBlock).min(1).max(2_000),
});
export type Policy = z.infer<typeof Policy>;
