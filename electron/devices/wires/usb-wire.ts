import { oneAtATime } from '../../../shared/one-at-a-time.ts';
import { lossOfWire, type Wire } from './wire.ts';

/** Endpoint addresses as USB writes them: `81` is endpoint 1 towards the host. */
export interface UsbPipes {
  readonly out: readonly number[];
  readonly in: readonly number[];
}

export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** Absent: the first bulk endpoint each way. */
  readonly pipes?: UsbPipes | undefined;
}

interface Transferred {
  readonly status?: string;
  readonly data?: DataView;
}

/** What is used of the package's device: WebUSB's, with a time limit to each transfer. */
export interface BulkDevice {
  readonly configuration?: {
    readonly interfaces: readonly {
      readonly interfaceNumber: number;
      readonly alternate: {
        readonly endpoints: readonly {
          readonly type: string;
          readonly direction: 'in' | 'out';
          readonly endpointNumber: number;
        }[];
      };
    }[];
  } | null;
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  releaseInterface(number: number): Promise<void>;
  clearHalt(direction: 'in' | 'out', endpointNumber: number): Promise<void>;
  transferIn(endpointNumber: number, length: number, timeoutMs: number): Promise<Transferred>;
  transferOut(endpointNumber: number, data: Uint8Array, timeoutMs: number): Promise<unknown>;
}

/** A whole number of packets: a transfer then ends at the device's short packet, never in the middle of an answer. */
const TRANSFER_BYTES = 4096;
/** A transfer that is under way keeps the device from being closed: it is ended and begun anew so often. */
const LISTEN_MS = 1_000;
const SEND_MS = 1_000;
const NUMBER = 0x0f;
const hasTimedOut = (error: unknown) => /time|cancel/i.test(String(error));
const hasStalled = (error: unknown) => /stall/i.test(String(error));

/** A vendor-class device with bulk endpoints, which is what the classic ID reader is (devices.md 5). */
export async function openUsbWire({ vendorId, productId, pipes }: UsbIdentity): Promise<Wire | undefined> {
  const usb = await import('usb').catch(() => undefined);
  const device = await usb?.usb.findDeviceByIds(vendorId, productId).catch(() => undefined);
  return device && wireOver(device as unknown as BulkDevice, pipes);
}

/** Claims the first interface that has the pipes. */
export async function wireOver(device: BulkDevice, wanted: UsbPipes | undefined): Promise<Wire | undefined> {
  const { isLost, lose, onLost } = lossOfWire();
  const claimed = await claim(device, wanted).catch(() => device.close().catch(() => undefined));
  if (!claimed) return undefined;
  let listener: (bytes: Uint8Array) => void = () => undefined;

  async function listen(endpoint: number) {
    while (!isLost()) {
      const { status, data } = await device
        .transferIn(endpoint & NUMBER, TRANSFER_BYTES, LISTEN_MS)
        .catch((error: unknown): Transferred => {
          if (hasTimedOut(error)) return {};
          if (hasStalled(error)) return { status: 'stall' };
          throw error;
        });
      if (status === 'stall') await device.clearHalt('in', endpoint & NUMBER);
      if (data?.byteLength) listener(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    }
  }
  const inTurn = oneAtATime(); // one transfer at a time on a pipe
  const listening = claimed.pipes.in.map((endpoint) => listen(endpoint).catch(lose));

  return {
    write: (bytes, pipe = 0) =>
      inTurn(async () => {
        const endpoint = claimed.pipes.out[pipe] ?? claimed.pipes.out.at(-1)!;
        if (!isLost()) await device.transferOut(endpoint & NUMBER, Uint8Array.from(bytes), SEND_MS).catch(lose);
        return !isLost();
      }),
    onBytes: (take) => void (listener = take),
    onLost,
    close: async () => {
      lose();
      await Promise.all(listening);
      // A device that is gone refuses both; nothing is left to free then.
      await device.releaseInterface(claimed.interfaceNumber).catch(() => undefined);
      await device.close().catch(() => undefined);
    },
  };
}

async function claim(device: BulkDevice, wanted: UsbPipes | undefined) {
  await device.open();
  if (!device.configuration) await device.selectConfiguration(1);
  for (const { interfaceNumber, alternate } of device.configuration?.interfaces ?? []) {
    const bulk = alternate.endpoints.filter(({ type }) => type === 'bulk');
    const towards = (direction: 'in' | 'out') =>
      bulk
        .filter((endpoint) => endpoint.direction === direction)
        .map(({ endpointNumber }) => endpointNumber | (direction === 'in' ? 0x80 : 0));
    const [firstOut, firstIn] = [towards('out')[0], towards('in')[0]];
    const only = firstOut !== undefined && firstIn !== undefined ? { out: [firstOut], in: [firstIn] } : undefined;
    const has = (pipes: UsbPipes) =>
      pipes.out.every((pipe) => towards('out').includes(pipe)) &&
      pipes.in.every((pipe) => towards('in').includes(pipe));
    const pipes = wanted ?? only;
    if (!pipes || !has(pipes)) continue;
    await device.claimInterface(interfaceNumber);
    return { interfaceNumber, pipes };
  }
  await device.close();
  return undefined;
}
