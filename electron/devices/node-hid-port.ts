import { HIDAsync } from 'node-hid';
import type { HidPort } from './hid-port.ts';

/** `undefined` while the device is absent, or not ours to open: node-hid does not tell the two apart. */
export async function openHidPort(
  vendorId: number,
  productId: number,
  { numbered }: { readonly numbered: boolean },
): Promise<HidPort | undefined> {
  const device = await HIDAsync.open(vendorId, productId).catch(() => undefined);
  if (!device) return undefined;

  let gone = false;
  let listener: () => void = () => undefined;
  const lose = () => {
    gone = true;
    listener();
  };
  device.on('error', lose);

  return {
    // hidraw: the first byte written is always the report id. A numbered report brings its own; others get 0, not sent.
    write: async (report) => {
      await device.write(numbered ? [...report] : [0, ...report]).catch(lose);
    },
    onReport: (take) => void device.on('data', take),
    onLost: (tell) => {
      listener = tell;
      if (gone) tell();
    },
    // A device that is gone may refuse to be closed; nothing is left to free then.
    close: () => device.close().catch(() => undefined),
  };
}
