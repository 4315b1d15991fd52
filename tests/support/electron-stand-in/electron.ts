/** Answers `import … from 'electron'` in the main process. A name that is missing here fails when modules are linked. */
import type { Menu as RealMenu, PowerSaveBlocker, Screen, Session } from 'electron';
import { screenSize } from './chromium.ts';
import { guard } from './guard.ts';
import { record } from './journal.ts';
import { defaultSession, fromPartition } from './session.ts';

export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc.ts';
export { journal } from './journal.ts';
export { webContents } from './web-contents.ts';

export const session = guard('session', { fromPartition, defaultSession }) satisfies {
  fromPartition(partition: string): Session;
  defaultSession: Session;
};
export const protocol = defaultSession.protocol;

export const Menu = guard('Menu', {
  setApplicationMenu: (menu) => record('Menu.setApplicationMenu', menu),
} satisfies Pick<typeof RealMenu, 'setApplicationMenu'>);

export const powerSaveBlocker = guard('powerSaveBlocker', {
  start: (type) => {
    record('powerSaveBlocker.start', type);
    return 1;
  },
} satisfies Pick<PowerSaveBlocker, 'start'>);

const bounds = { x: 0, y: 0, ...screenSize };
const display = {
  id: 1,
  bounds,
  workArea: bounds,
  size: screenSize,
  workAreaSize: screenSize,
  scaleFactor: 1,
  rotation: 0,
};
export const screen = guard('screen', {
  getPrimaryDisplay: () => guard('Display', display) as ReturnType<Screen['getPrimaryDisplay']>,
} satisfies Pick<Screen, 'getPrimaryDisplay'>);
