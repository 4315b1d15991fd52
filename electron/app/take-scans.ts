import { fail, type FailureCode } from '../../shared/failure.ts';
import type { CardHolder } from '../../shared/domain/resident.ts';
import { ok, type Result } from '../../shared/result.ts';
import { checkIdNumber } from '../../shared/rules/id-number.ts';
import { here } from '../core/session/session.ts';
import type { Scan, Scanner } from '../devices/scanner/contract.ts';
import type { Log } from '../platform/log.ts';
import type { PlatformClient } from '../upstream/contract.ts';
import type { Visit, VisitHost } from './host-visit.ts';

export interface ScanParts {
  readonly scanner: Scanner;
  /** The scanner that types, if it is that one. */
  readonly typing: { typed(burst: string): void } | undefined;
  readonly host: VisitHost;
  readonly platform: PlatformClient;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
  /** Somebody whom the platform vouches for, or why it does not. */
  readonly onPerson: (person: Result<CardHolder, { code: FailureCode; detail: string }>) => void;
}

const refusals = {
  unknown: 'code/unknown',
  used: 'code/expired',
  expired: 'code/expired',
} as const satisfies Record<string, FailureCode>;

/**
 * What is scanned is data for the screen that asked for it, and goes nowhere else. Where a person is asked for, any QR code
 * goes to the platform as bytes: only the platform knows a 电子社保卡, and whether it was used (devices.md 7). The kiosk
 * never shows, logs, keeps or decodes it.
 */
export function takeScans({ scanner, typing, host, platform, log, onDefect, onPerson }: ScanParts) {
  let asking: Visit | undefined;

  const isAsked = () => {
    const session = host.session();
    return session.state === 'visiting' && here(session).name === 'apply' && session.apply?.step === 'card';
  };

  const verify = async ({ bytes, symbology }: Scan) => {
    const visit = host.visit();
    if (asking === visit) {
      bytes.fill(0); // a scanner that reads twice while the platform thinks
      return;
    }
    asking = visit;
    const code = Buffer.from(bytes).toString('base64url');
    bytes.fill(0);
    try {
      const answer = await platform.call('verifyPersonCode', { body: { code, symbology } });
      if (host.visit() !== visit || !isAsked()) return;
      if (!answer.ok) onPerson(answer);
      else if (answer.value.state !== 'person') onPerson(fail(refusals[answer.value.state]));
      else if (checkIdNumber(answer.value.number)) onPerson(fail('platform/misbehaved', 'number'));
      else onPerson(ok({ name: answer.value.name, number: answer.value.number, validTo: null, remarks: [] }));
    } finally {
      if (asking === visit) asking = undefined;
    }
  };

  scanner.onScan((scan) => {
    // A scanner that does not say what it read may have read a QR code.
    const mayBeQr = scan.symbology === null || scan.symbology.startsWith(']Q');
    const isTaken = isAsked() && mayBeQr;
    log('scan.came', { symbology: scan.symbology?.slice(1) ?? 'none', bytes: scan.bytes.length, taken: isTaken });
    if (isTaken) void verify(scan).catch(onDefect);
    else scan.bytes.fill(0);
  });
  return {
    /** Keys that the shell's window took for a scanner's; `null`, letters that typing cannot carry. */
    typed: (burst: string | null) => {
      if (burst === null) log('scan.mangled', {});
      else typing?.typed(burst);
    },
  };
}
