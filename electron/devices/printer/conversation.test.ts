import { expect, test } from 'vitest';
import { manualClock } from '../../platform/manual-clock.ts';
import { createConversation, STATUS_TIMEOUT_MS } from './conversation.ts';
import { bytesOf, hexOf } from '../../../tests/support/device-vectors.ts';
import type { PrinterPort } from './printer-port.ts';

function talking() {
  const clock = manualClock('2025-11-21T10:28:00+08:00');
  const written: string[] = [];
  const port: PrinterPort = {
    answers: true,
    connected: () => true,
    write: async (bytes) => written.push(hexOf(bytes)) > 0,
    abandon: () => {},
    onOpen: () => {},
    onData: () => {},
    onLost: () => {},
    close: async () => {},
  };
  const conversation = createConversation(port, clock);
  return { clock, written, conversation, hear: (hex: string) => conversation.heard(bytesOf(hex)) };
}

test('GS r ends the job of a printer that gives no process ids', () => {
  const { conversation, hear } = talking();
  const job = conversation.expect('0001', { afterAnswer: true });
  hear('00');
  expect(job.outcome()).toBe('confirmed');
});

test('GS r is not believed of a printer that gives ids: it may have answered at reception', () => {
  const { conversation, hear } = talking();
  hear('37223030303000');
  const job = conversation.expect('0001', { afterAnswer: true });
  hear('00');
  expect(job.outcome()).toBeUndefined();
  hear('37223030303100');
  expect(job.outcome()).toBe('confirmed');
});

test('a late id of the job before does not end this one', () => {
  const { conversation, hear } = talking();
  const job = conversation.expect('0002', { afterAnswer: true });
  hear('37223030303100');
  expect(job.outcome()).toBeUndefined();
});

test('GS r counts for nothing when the printer was silent before: it could be an older one', () => {
  const { conversation, hear } = talking();
  const job = conversation.expect('0001', { afterAnswer: false });
  hear('00');
  expect(job.outcome()).toBeUndefined();
});

test('an answer that comes too late is not taken for the next one', async () => {
  const { clock, written, conversation, hear } = talking();
  const silent = conversation.state();
  await clock.advance(STATUS_TIMEOUT_MS);
  expect(await silent).toBeUndefined();
  hear('1A');
  const state = conversation.state();
  hear('12');
  await clock.advance(0);
  hear('12');
  expect(await state).toBe('ready');
  expect(written).toEqual(['100401', '100401', '100404']);
});

test('GS r that is owed to an earlier job does not end this one; what is owed too long is forgotten', async () => {
  const { conversation, hear, clock } = talking();
  conversation.expect('0001', { afterAnswer: true });
  const second = conversation.expect('0002', { afterAnswer: true });
  hear('00');
  expect(second.outcome()).toBeUndefined();
  hear('00');
  expect(second.outcome()).toBe('confirmed');
  conversation.expect('0003', { afterAnswer: true }); // its answer is lost
  await clock.advance(31_000);
  const fourth = conversation.expect('0004', { afterAnswer: true });
  hear('00');
  expect(fourth.outcome()).toBe('confirmed');
});
