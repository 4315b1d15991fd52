import { fail } from '../../shared/failure.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import type { VisitHost } from './host-visit.ts';

/** A roll is for everybody: so many slips in one visit, then staff print more. */
export const SLIPS_PER_VISIT = 5;

/** The printer as one visit may use it. What did not come out does not count. */
export function limitSlips(printer: Pick<SlipPrinter, 'print'>, host: VisitHost): Pick<SlipPrinter, 'print'> {
  let visit = host.visit();
  let printed = 0;
  return {
    print: async (slip, onProgress) => {
      if (host.visit() !== visit) {
        visit = host.visit();
        printed = 0;
      }
      if (printed >= SLIPS_PER_VISIT) return fail('printer/enough', `${SLIPS_PER_VISIT} slips in this visit`);
      printed += 1;
      const result = await printer.print(slip, onProgress);
      if (!result.ok && result.failure.code !== 'printer/unknown' && host.visit() === visit) printed -= 1;
      return result;
    },
  };
}
