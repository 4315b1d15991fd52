import type { CdpSession } from './cdp.ts';

const PING_EVERY_MS = 500;
const UNRESPONSIVE_AFTER_MS = Number(process.env.STAND_IN_UNRESPONSIVE_MS ?? 3_000);

/** Electron notices a hang when input stays unanswered; here a trivial question stands for that input. */
export function watchHealth(session: CdpSession, hearer: { unresponsive(): void; responsive(): void }): () => void {
  let askedAt: number | undefined;
  let isHanging = false;

  const answered = (): void => {
    askedAt = undefined;
    if (isHanging) hearer.responsive();
    isHanging = false;
  };
  const ping = (): void => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      session.send('Runtime.evaluate', { expression: '1' }).then(answered, answered);
    } else if (!isHanging && Date.now() - askedAt >= UNRESPONSIVE_AFTER_MS) {
      isHanging = true;
      hearer.unresponsive();
    }
  };
  const timer = setInterval(ping, PING_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
