import { devicesAsync, HIDAsync } from 'node-hid';
import { lossOfWire, type Wire } from './wire.ts';

export interface HidIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** Whether reports begin with a report id. */
  readonly numbered: boolean;
  /** Of the interface that is meant, where a device has several: a scanner may be a keyboard as well. */
  readonly usagePage?: number;
}

/** A USB HID device. node-hid does not tell an absent device from one that is not ours to open. */
export async function openHidWire({
  vendorId,
  productId,
  numbered,
  usagePage,
}: HidIdentity): Promise<Wire | undefined> {
  const there = await devicesAsync(vendorId, productId).catch(() => []);
  const path = there.find((one) => usagePage === undefined || one.usagePage === usagePage)?.path;
  const device = path === undefined ? undefined : await HIDAsync.open(path).catch(() => undefined);
  if (!device) return undefined;
  const { isLost, lose, onLost } = lossOfWire();
  device.on('error', lose);

  return {
    // hidraw: the first byte written is always the report id. A numbered report brings its own; others get 0, not sent.
    write: async (report) => {
      await device.write(numbered ? [...report] : [0, ...report]).catch(lose);
      return !isLost();
    },
    onBytes: (take) => void device.on('data', take),
    onLost,
    // A device that is gone may refuse to be closed; nothing is left to free then.
    close: () => device.close().catch(() => undefined),
  };
}
