import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { EventEmitter } from 'node:events';
import { createCodec } from './codec.ts';
import { guard, preventable } from './guard.ts';
import type { Delivery, Report } from './page-worlds.ts';

type Handler = Parameters<IpcMain['handle']>[1];
type Invoke = Extract<Report, { kind: 'invoke' }>;
type Send = Extract<Report, { kind: 'send' }>;

const codec = createCodec();
const handlers = new Map<string, Handler>();
const emitter = new EventEmitter();

const members = {
  handle: (channel, handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler: (channel) => void handlers.delete(channel),
} satisfies Pick<IpcMain, 'handle' | 'removeHandler'>;

export const ipcMain = guard('ipcMain', Object.assign(emitter, members));

const eventOf = (sender: WebContents, senderFrame: WebFrameMain) =>
  preventable({ type: 'frame' as const, sender, senderFrame, processId: 1, frameId: 1, ports: [] });

async function answer(sender: WebContents, frame: WebFrameMain, { channel, args, id }: Invoke): Promise<Delivery> {
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    const event: IpcMainInvokeEvent = eventOf(sender, frame);
    const result: unknown = await handler(event, ...(codec.decode(args) as unknown[]));
    return { kind: 'result', id, value: codec.encode(result) };
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    // Electron sends only the text: class and further fields are lost on the way.
    return { kind: 'error', id, message: String(error) };
  }
}

/** A message of the preload, for `ipcMain`. */
export function hearFromPage(
  sender: WebContents,
  frame: WebFrameMain,
  message: Invoke | Send,
  reply: (delivery: Delivery) => void,
): void {
  // In a task of its own: a listener that throws is main's uncaught exception, as in Electron, and order is kept.
  queueMicrotask(() => {
    if (message.kind === 'invoke') return void answer(sender, frame, message).then(reply);
    const event = eventOf(sender, frame);
    const replyTo = (channel: string, ...args: unknown[]): void => reply(messageFor(channel, args));
    const happening: Partial<IpcMainEvent> = Object.assign(event, { reply: replyTo });
    emitter.emit(message.channel, happening, ...(codec.decode(message.args) as unknown[]));
  });
}

export function messageFor(channel: string, args: unknown[]): Delivery {
  return { kind: 'message', channel, args: codec.encode(args) };
}
