import type { CDPSession } from '@playwright/test';
import { simulatedCards } from '../../electron/devices/card-reader/simulated-cards.ts';
import { expect, test } from '../support/kiosk.ts';
import { touch, typePhone, walkToPosting } from '../support/walks.ts';

const PHONE = '13700137001';

/** Everything that the page's engine holds, as text. */
async function heapOf(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const collect = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', collect);
  return chunks.join('');
}

test('when a visit ends the page holds nothing of the person, not even in its engine', async ({ kiosk }) => {
  const { screen, call } = kiosk;
  await walkToPosting(screen);
  await touch(screen.getByRole('button', { name: '我要报名' }));
  await expect(screen.getByText(/请把身份证/)).toBeVisible();
  await call('dock/card', 'ordinary');
  await expect(screen.getByRole('button', { name: '没有电话' })).toBeVisible();
  await typePhone(screen, PHONE);
  const session = await screen.context().newCDPSession(screen);
  // The look into the engine is worth something: while the visitor is here the typed number is found there.
  expect(await heapOf(session)).toContain(PHONE);

  await touch(screen.getByRole('button', { name: '我走了' }));
  await expect(screen.getByText('碰一下屏幕就能用')).toBeVisible();
  await expect
    .poll(async () => {
      const heap = await heapOf(session);
      return [PHONE, simulatedCards.ordinary.name, simulatedCards.ordinary.number].filter((marker) =>
        heap.includes(marker),
      );
    })
    .toEqual([]);
  const stored = await screen.evaluate(async () => [
    window.localStorage.length + window.sessionStorage.length,
    document.cookie,
    (await window.indexedDB.databases()).length,
    (await caches.keys()).length,
    location.href.replace(/^.*:\d+/, ''),
  ]);
  expect(stored).toEqual([0, '', 0, 0, '/']);
});
