import type { Bridge } from '../../shared/ipc.ts';
import { always, type Connection } from './use-connection.ts';
import { webSocketBridge } from './web-socket-bridge.ts';

/** The page never asks which shell it is in: Electron's preload or a WebSocket on the page's own origin. */
export function openBridge(window: Window): { readonly kiosk: Bridge; readonly connection: Connection } {
  if (window.kiosk) return { kiosk: window.kiosk, connection: always };
  const { protocol, host } = window.location;
  const address = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/bridge`;
  const opened = webSocketBridge(
    () => new WebSocket(address),
    (milliseconds, run) => void setTimeout(run, milliseconds),
  );
  // In either shell the bridge stands on window.kiosk, and stands fast.
  Object.defineProperty(window, 'kiosk', { value: opened.kiosk });
  return opened;
}
