import { wedge } from '../../../shared/rules/wedge.ts';
import { useKiosk } from '../../bridge/use-kiosk.ts';
import { useListener } from './use-listener.ts';

/**
 * A scanner that types, in the Chromium shell: its keys are taken before any field or button can see them. In Electron the
 * window has taken them already.
 */
export function useWedge() {
  const kiosk = useKiosk();
  const see = wedge();
  useListener('keydown', (event) => {
    const { swallow, scan, mangled } = see({
      code: event.code,
      shift: event.shiftKey,
      alt: event.altKey,
      at: event.timeStamp,
    });
    if (scan !== undefined || mangled) void kiosk.call('scan/typed', { burst: scan ?? null });
    if (!swallow) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}
