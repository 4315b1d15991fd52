import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { CallName, Input, Output } from '../../shared/ipc.ts';
import { neighbourForOne } from './daemon.ts';
import { NOW } from './global-setup.ts';
import { callBridge } from './kiosk.ts';

const root = join(import.meta.dirname, '../..');
/** The real binary where there is one; elsewhere its stand-in over real Chromium. The spec files are the same. */
const executablePath = process.env['KIOSK_ELECTRON'] ?? join(root, 'tests/support/electron-stand-in/launcher');

export interface ElectronKiosk {
  readonly app: ElectronApplication;
  readonly screen: Page;
  readonly dataFolder: string;
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  close(): Promise<void>;
}

/** The built Electron entry with its preload, composed like any other kiosk. */
export async function launchElectronKiosk(more: readonly string[] = []): Promise<ElectronKiosk> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kiosk-electron-'));
  const app = await _electron.launch({
    executablePath,
    cwd: root,
    args: [join(root, 'dist/electron/main.js'), `--data=${dataFolder}`, `--now=${NOW}`, '--random=0.1', ...more],
    env: {
      ...(process.env as Record<string, string>),
      KIOSK_NEIGHBOUR: await neighbourForOne(),
      STAND_IN_SCREEN: '1080x1920',
    },
  });
  const screen = await app.firstWindow();
  return {
    app,
    screen,
    dataFolder,
    call: (name, input) => callBridge(screen, name, input),
    close: async () => {
      await app.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
