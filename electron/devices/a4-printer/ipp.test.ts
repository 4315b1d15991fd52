import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, hexOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { decodeAnswer, encodeQuestion, jobStateOf, reasonsOf, type Question } from './ipp.ts';

const printerUri = 'ipp://127.0.0.1:631/printers/a4';
const questions: Record<string, Question> = {
  'ipp-get-printer-attributes': { operation: 'get-printer-attributes', requestId: 1, printerUri },
  'ipp-create-job': { operation: 'create-job', requestId: 2, printerUri, title: '求职登记表' },
  'ipp-send-document-head': { operation: 'send-document', requestId: 3, printerUri, jobId: 42 },
};

test.each(vectorsOf('ipp'))('$id is written byte by byte', ({ id, hex }) => {
  expect(hexOf(encodeQuestion(questions[id]!))).toBe(hex);
});

test.each(vectorsOf('ipp-answer'))('$id is understood', ({ hex, expect: wanted }) => {
  const answer = decodeAnswer(bytesOf(hex))!;
  expect(answer).toMatchObject({ statusCode: 0, requestId: wanted.requestId });
  expect(jobStateOf(answer)).toBe('completed');
  expect(answer.attributes['job-state-reasons']).toEqual(wanted.jobStateReasons);
});

test('a reason is an error unless it says that it is less', () => {
  const answer = {
    requestId: 1,
    statusCode: 0,
    attributes: { 'printer-state-reasons': ['media-empty', 'toner-low-warning'] },
  };
  expect(reasonsOf(answer, 'printer')).toEqual([
    { name: 'media-empty', weight: 'error' },
    { name: 'toner-low', weight: 'warning' },
  ]);
});

test('whatever comes back, nothing throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeAnswer(bytes)));
});
