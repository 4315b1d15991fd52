import { expect, test } from 'vitest';
import { fail } from '../../shared/failure.ts';
import { ok } from '../../shared/result.ts';
import { printerOnBench } from '../devices/printer/simulated-bench.ts';
import { receipt } from '../devices/printer/example-slip.ts';
import { hostVisit } from './host-visit.ts';
import { limitSlips, SLIPS_PER_VISIT } from './limit-slips.ts';

async function visited() {
  const world = await printerOnBench();
  const host = hostVisit({
    clock: world.clock,
    log: () => undefined,
    idle: { anonymousSeconds: 600, identifiedSeconds: 600, warningSeconds: 30 },
    language: 'zh-CN',
    onEnded: () => undefined,
    onWarningTick: () => undefined,
  });
  const limited = limitSlips(world.printer, host);
  const wake = () => host.happen({ type: 'woken', modes: { language: 'zh-CN', elder: false, look: 'auto' } });
  await world.until(() => world.printer.state() === 'ready');
  wake();
  return {
    world,
    print: () => world.during(limited.print(receipt('0483'))),
    next: () => {
      host.happen({ type: 'left' });
      wake();
    },
  };
}

test('five slips come out in one visit, the sixth says why not, and the next visitor has five again', async () => {
  const { world, print, next } = await visited();
  await using _ = world;
  for (let slip = 0; slip < SLIPS_PER_VISIT; slip++) expect(await print()).toEqual(ok('cut'));
  expect(await print()).toEqual(fail('printer/enough', '5 slips in this visit'));
  expect(world.bench.papers()).toHaveLength(SLIPS_PER_VISIT);
  next();
  expect(await print()).toEqual(ok('cut'));
});

test('a slip that did not come out does not count', async () => {
  const { world, print } = await visited();
  await using _ = world;
  world.bench.emptyPaper();
  for (let slip = 0; slip < 3; slip++) expect(await print()).toMatchObject({ failure: { code: 'printer/paper-end' } });
  world.bench.loadPaper();
  await world.until(() => world.printer.state() === 'ready');
  for (let slip = 0; slip < SLIPS_PER_VISIT; slip++) expect(await print()).toEqual(ok('cut'));
  expect(await print()).toMatchObject({ failure: { code: 'printer/enough' } });
});
