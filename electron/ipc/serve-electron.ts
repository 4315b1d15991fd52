import { callNames, type EventName, type Payload } from '../../shared/ipc.ts';
import { fail } from '../../shared/failure.ts';
import type { Log } from '../platform/log.ts';
import type { Gate } from './gate.ts';

/** What is used of Electron, so that this room needs no Electron. */
interface IpcMainLike {
  handle(channel: string, listener: (event: { senderFrame: FrameLike | null }, raw: unknown) => unknown): void;
}
interface FrameLike {
  readonly url: string;
  readonly parent: FrameLike | null;
}

/** Calls over Electron's IPC: only the main frame of our own page is heard. */
export function serveElectron(
  ipcMain: IpcMainLike,
  gate: Gate,
  isOurPage: (url: string) => boolean,
  send: (channel: string, payload: unknown) => void,
  log: Log,
): { tell<N extends EventName>(name: N, payload: Payload<N>): void } {
  for (const name of callNames) {
    ipcMain.handle(name, ({ senderFrame }, raw) => {
      if (senderFrame && senderFrame.parent === null && isOurPage(senderFrame.url)) return gate(name, raw);
      log('gate.refused', { call: name, reason: 'sender' });
      return fail('request/forbidden');
    });
  }
  return { tell: (name, payload) => send(name, payload) };
}
