/** One open way to a device, at its narrowest. The real ones stand beside this file; a simulator stands beside each driver. */
export interface Wire {
  /**
   * A whole HID report, one USB transfer, or bytes of a stream; `pipe` counts the outgoing pipes of a device that has
   * several. True when it was handed over. Never rejects: a write that fails is a lost device, and `onLost` tells it.
   */
  write(bytes: Uint8Array, pipe?: number): Promise<boolean>;
  /** What was given and not yet taken is dropped: it must not come out in front of somebody else. */
  abandon?(): void;
  /** In the pieces in which they came. The listener may wipe them. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** At once when it is lost already. */
  onLost(listener: () => void): void;
  close(): Promise<void>;
}

/** `undefined` while the device is absent, or not ours to open, or the package for its kind of wire is not installed. */
export type OpenWire = () => Promise<Wire | undefined>;

/** A loss is told once, and also to whoever begins to listen after it. */
export function lossOfWire() {
  let isLost = false;
  let listener: () => void = () => undefined;
  return {
    isLost: () => isLost,
    lose: () => {
      if (isLost) return;
      isLost = true;
      listener();
    },
    onLost: (tell: () => void) => {
      listener = tell;
      if (isLost) tell();
    },
  };
}
