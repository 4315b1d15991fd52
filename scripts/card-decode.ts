import { createInterface } from 'node:readline';
import { z } from 'zod';
import { decodeRecord, type Decoded } from '../electron/devices/card-reader/decode-record.ts';

// npm run --silent card:decode < records.ndjson: what a capture of a card or of a reader's answer says, a line each.
const CardRecord = z.object({
  id: z.string().min(1),
  kind: z.enum(['card-block', 'sdt-answer']),
  hex: z.string().regex(/^([0-9A-Fa-f]{2})*$/, { error: 'hex: two digits for each byte' }),
});

function decodeLine(line: string, number: number): Decoded {
  const refuse = (why: string): Decoded => ({
    id: `line ${number}`,
    ok: false,
    failure: 'record-form',
    sentence: `第 ${number} 行不是一条记录：${why}`,
  });
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return refuse('JSON');
  }
  const record = CardRecord.safeParse(json);
  if (!record.success) {
    return refuse(record.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  }
  return decodeRecord(record.data);
}

let number = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  number += 1;
  if (line.trim() !== '') process.stdout.write(`${JSON.stringify(decodeLine(line, number))}\n`);
}
