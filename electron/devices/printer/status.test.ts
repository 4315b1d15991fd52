import { expect, test } from 'vitest';
import { bytesOf, vectorsOf } from '../../../tests/support/device-vectors.ts';
import { printerState, pushedStatus, stateOfPushed, troubleOf } from './status.ts';

const well = { printer: 0x12, offline: undefined, error: undefined, paper: 0x12 };

test.each([
  ['all is well', well, 'ready'],
  ['the roll nears its end', { ...well, paper: 0x1e }, 'paper-low'],
  ['the roll is at its end', { printer: 0x1a, offline: 0x32, error: undefined, paper: 0x7e }, 'paper-end'],
  ['only the paper sensor tells it', { ...well, paper: 0x72 }, 'paper-end'],
  [
    'the cover is open and hides the paper',
    { printer: 0x1a, offline: 0x36, error: undefined, paper: 0x7e },
    'cover-open',
  ],
  ['the cutter sticks', { printer: 0x1a, offline: 0x52, error: 0x1a, paper: 0x12 }, 'jam'],
  ['it is offline and says no cause', { printer: 0x1a, offline: 0x12, error: undefined, paper: 0x12 }, 'jam'],
  ['a finger is on the feed button', { printer: 0x1a, offline: 0x1a, error: undefined, paper: 0x12 }, 'ready'],
  ['the head is hot and will cool', { printer: 0x1a, offline: 0x52, error: 0x52, paper: 0x12 }, 'ready'],
] as const)('%s', (_, bytes, state) => {
  expect(printerState(bytes)).toBe(state);
});

test('paper that runs low does not hold back a slip', () => {
  expect(troubleOf('paper-low')).toBeUndefined();
});

test.each(vectorsOf('escpos-asb'))('$id, pushed, is understood', ({ hex, expect: wanted }) => {
  expect(pushedStatus(bytesOf(hex))).toEqual(wanted);
});

test.each([
  ['10000000', 'ready'],
  ['10000300', 'paper-low'],
  ['18000F00', 'paper-end'],
  ['38000000', 'cover-open'],
  ['18080000', 'jam'],
  ['18400000', undefined],
  ['18000000', undefined],
  ['58000000', undefined],
])('%s, pushed, is the state %s', (hex, state) => {
  expect(stateOfPushed(pushedStatus(bytesOf(hex)))).toBe(state);
});
