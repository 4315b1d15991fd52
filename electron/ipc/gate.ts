import { calls, type CallName, type Handlers, type Input } from '../../shared/ipc.ts';
import { fail, type Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { Log } from '../platform/log.ts';

/** Answers a call by name, whatever came in; never throws. */
export type Gate = (name: string, raw: unknown) => Promise<Result<unknown, Failure>>;

/** The one gate, whatever the transport: check the input, call the handler, never let a defect out. */
export function openGate(handlers: Handlers, log: Log, onDefect: (defect: unknown) => void): Gate {
  const answer = async <N extends CallName>(name: N, raw: unknown): Promise<Result<unknown, Failure>> => {
    const input = calls[name].input.safeParse(raw);
    if (!input.success) {
      log('gate.refused', { call: name, reason: 'malformed' });
      return fail('request/malformed');
    }
    try {
      const result = await handlers[name](input.data as Input<N>);
      // The screen needs the code; the detail is for the log and stays here.
      return result.ok ? result : fail(result.failure.code);
    } catch (defect) {
      onDefect(defect);
      return fail('internal');
    }
  };
  return async (name, raw) => {
    if (Object.hasOwn(calls, name)) return answer(name as CallName, raw);
    log('gate.refused', { call: 'unknown', reason: 'unknown' });
    return fail('request/forbidden');
  };
}
