import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { fail } from '../shared/failure.ts';
import type { Bridge } from '../shared/ipc.ts';

// Names only: the schemas stay in the main process, where the one gate checks every call.
declare const CALL_NAMES: readonly string[];
declare const EVENT_NAMES: readonly string[];

const bridge: Bridge = {
  call: async (name, input) => {
    if (!CALL_NAMES.includes(name)) return fail('request/forbidden');
    return ipcRenderer.invoke(name, input) as never;
  },
  on: (name, listener) => {
    if (!EVENT_NAMES.includes(name)) return () => undefined;
    // Electron's event object stays on this side: it would hand the page a way back into IPC.
    const relay = (_event: IpcRendererEvent, ...[payload]: Parameters<typeof listener>) => listener(payload);
    ipcRenderer.on(name, relay);
    return () => void ipcRenderer.off(name, relay);
  },
};

contextBridge.exposeInMainWorld('kiosk', bridge);
