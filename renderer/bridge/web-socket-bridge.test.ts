import { expect, test } from 'vitest';
import { type Socket, webSocketBridge } from './web-socket-bridge.ts';

function world() {
  const sockets: (Socket & { sent: string[] })[] = [];
  const waits: { milliseconds: number; run: () => void }[] = [];
  const { kiosk, connection } = webSocketBridge(
    () => {
      const sent: string[] = [];
      const socket = {
        onopen: null,
        onmessage: null,
        onclose: null,
        sent,
        send: (text: string) => void sent.push(text),
      };
      sockets.push(socket);
      return socket;
    },
    (milliseconds, run) => void waits.push({ milliseconds, run }),
  );
  const newest = () => sockets.at(-1)!;
  return {
    kiosk,
    connection,
    waits,
    newest,
    opens: () => newest().onopen?.(new Event('open')),
    breaks: () => newest().onclose?.({} as CloseEvent),
    says: (news: unknown) => newest().onmessage?.({ data: JSON.stringify(news) } as MessageEvent),
  };
}

test('a call waits for the connection and gets its own answer', async () => {
  const { kiosk, newest, opens, says } = world();
  const answer = kiosk.call('visit/wake', null);
  expect(newest().sent).toEqual([]);
  opens();
  expect(JSON.parse(newest().sent[0]!)).toEqual({ id: 1, call: 'visit/wake', input: null });
  says({ id: 1, answer: { ok: true, value: null } });
  expect(await answer).toEqual({ ok: true, value: null });
});

test('a call under way when the connection breaks fails and is not sent twice', async () => {
  const { kiosk, newest, opens, breaks, waits } = world();
  opens();
  const answer = kiosk.call('apply/send', { phoneToEmployer: false });
  breaks();
  expect(await answer).toMatchObject({ ok: false, failure: { code: 'internal' } });
  waits.at(-1)!.run();
  opens();
  expect(newest().sent).toEqual([]);
});

test('it comes back for ever, a little later each time, and tells', () => {
  const { connection, opens, breaks, waits } = world();
  const heard: boolean[] = [];
  connection.onChange((connected) => heard.push(connected));
  opens();
  for (let i = 0; i < 5; i += 1) {
    breaks();
    waits.at(-1)!.run();
  }
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([200, 500, 1_000, 2_000, 2_000]);
  opens();
  expect(heard).toEqual([true, false, true]);
});

test('events reach their listeners until they stop listening', () => {
  const { kiosk, opens, says } = world();
  const heard: string[] = [];
  const stop = kiosk.on('sound', (sound) => heard.push(sound));
  opens();
  says({ event: 'sound', payload: 'done' });
  stop();
  says({ event: 'sound', payload: 'warning' });
  expect(heard).toEqual(['done']);
});
