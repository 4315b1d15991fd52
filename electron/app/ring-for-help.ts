import { randomBytes } from 'node:crypto';
import type { HelpView, PrintView } from '../../shared/visit.ts';
import { here } from '../core/session/session.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { PlatformClient } from '../upstream/contract.ts';
import type { Visit, VisitHost } from './host-visit.ts';
import type { SlipWriter } from './write-slips.ts';

const ANSWER_WITHIN_SECONDS = 30;
const ASK_EVERY_MS = 1_000;

export interface HelpParts {
  readonly host: VisitHost;
  readonly platform: PlatformClient;
  readonly stationId: string;
  readonly printer: Pick<SlipPrinter, 'print'>;
  readonly slips: SlipWriter;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDefect: (defect: unknown) => void;
}

/** 找人帮忙: opens a case at the duty phone's side; without an answer in 30 seconds a slip with the number to call comes out. */
export function ringForHelp({ host, platform, stationId, printer, slips, clock, log, onDefect }: HelpParts) {
  /** Who goes back and comes again rings anew: the ring before falls silent. */
  let rings = 0;
  // The number to call is on paper once a visit; it does not change.
  let slipFor: Visit | undefined;

  const ring = async () => {
    const session = host.session();
    if (session.state !== 'visiting' || session.help.state === 'ringing') return;
    const visit = host.visit();
    const mine = ++rings;
    const isHere = () => {
      const now = host.session();
      return rings === mine && host.visit() === visit && now.state === 'visiting' && here(now).name === 'help';
    };
    const show = (help: HelpView) => host.happen({ type: 'help', help });
    // Where they were when they asked: the screen's name and nothing that stood on it.
    const screen = session.trail.at(-2)?.name ?? 'home';
    const caseId = randomBytes(8).toString('hex');
    log('help.asked', { screen });
    const began = clock.monotonic();
    const waited = () => Math.floor((clock.monotonic() - began) / 1000);

    let rang = false;
    while (isHere() && waited() < ANSWER_WITHIN_SECONDS) {
      show({ state: 'ringing', secondsWaited: waited() });
      const answer = await platform.call('askHelp', { body: { caseId, screen, stationId } });
      if (!isHere()) return;
      if (answer.ok && answer.value.state === 'answered') {
        show({ state: 'answered', by: answer.value.answeredBy ?? '' });
        return;
      }
      rang ||= answer.ok;
      if (!answer.ok) break; // out of reach: nobody can answer, so nobody has to wait for it
      await clock.sleep(ASK_EVERY_MS);
    }
    if (!isHere()) return;
    log('help.unanswered', { online: platform.online() });
    if (slipFor === visit) {
      show({ state: 'unanswered', rang, print: null });
      return;
    }
    show({ state: 'unanswered', rang, print: { state: 'printing' } });
    const print = await printNumber();
    if (print.state === 'cut' || print.state === 'probably') slipFor = visit;
    if (isHere()) show({ state: 'unanswered', rang, print });
  };
  const printNumber = async (): Promise<PrintView> => {
    try {
      const printed = await printer.print(slips.help());
      return printed.ok ? { state: printed.value } : { state: 'failed', code: printed.failure.code };
    } catch (defect) {
      onDefect(defect);
      return { state: 'failed', code: 'internal' };
    }
  };
  return {
    ring: () =>
      void ring().catch((defect: unknown) => {
        host.happen({ type: 'help', help: { state: 'unanswered', rang: false, print: null } });
        onDefect(defect);
      }),
  };
}
