import QRCode from 'qrcode';
import type { QrLevel } from './escpos.ts';

export interface QrModules {
  /** Modules along one side: 17 + 4 × version. */
  readonly side: number;
  readonly isBlack: (row: number, column: number) => boolean;
}

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/;

/**
 * The code as a printer makes it: one mode for the whole payload. A cleverer mixture of modes could come out a version
 * smaller than what the printer then draws.
 */
export function qrModules(payload: string, level: QrLevel): QrModules {
  const segment = ALPHANUMERIC.test(payload)
    ? { mode: 'alphanumeric' as const, data: payload }
    : { mode: 'byte' as const, data: new TextEncoder().encode(payload) };
  const { modules } = QRCode.create([segment], { errorCorrectionLevel: level });
  return { side: modules.size, isBlack: (row, column) => modules.get(row, column) === 1 };
}
