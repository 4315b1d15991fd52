/// <reference types="vite/client" />
import 'i18next';
import type { Bridge } from '../shared/ipc.ts';
import type { zhCn } from './i18n/zh-CN/all.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    nsSeparator: false;
    returnNull: false;
    resources: { translation: typeof zhCn };
  }
}

declare global {
  interface Window {
    /** Electron's preload puts it there; in Chromium it is a WebSocket (bridge/open-bridge.ts). */
    readonly kiosk?: Bridge;
  }
}
