import type { Input } from '../../shared/ipc.ts';
import type { ApplyView, VisitView } from '../../shared/visit.ts';
import type { Screen } from './kiosk-process.ts';

type Open = Extract<VisitView, { state: 'open' }>;
export type Done = Extract<ApplyView, { step: 'done' }>;

export const doneOf = (visit: VisitView): Done | undefined =>
  visit.state === 'open' && visit.apply?.step === 'done' ? visit.apply : undefined;

const isAt =
  (step: ApplyView['step']) =>
  (visit: VisitView): visit is Open =>
    visit.state === 'open' && visit.apply?.step === step;
const isCut = (visit: VisitView): visit is Open => doneOf(visit)?.print.state === 'cut';
const isAttract = (visit: VisitView): visit is Extract<VisitView, { state: 'attract' }> => visit.state === 'attract';

export interface Walk {
  readonly posting: string;
  readonly card: Exclude<Input<'dock/card'>, 'none'>;
  /** The cable is pulled before sending: what is taken waits in the outbox over the kill. */
  readonly isOffline: boolean;
  readonly onSend: () => void;
  readonly onCut: () => void;
}

/** One visitor, from the first touch to the paper and away. */
export async function walk(screen: Screen, { posting, card, isOffline, onSend, onCut }: Walk): Promise<void> {
  await screen.call('visit/wake', null);
  await screen.call('postings/list', { chips: [], page: 0, pageSize: 4 });
  await screen.call('visit/go', { name: 'posting', id: posting });
  await screen.call('visit/go', { name: 'apply', id: posting });
  await screen.until(isAt('card'));
  await screen.call('dock/card', card);
  await screen.until(isAt('phone'));
  await screen.call('apply/phone', { phone: '13800000000' });
  await screen.until(isAt('confirm'));
  await screen.call('dock/network', isOffline ? 'cut' : 'restore');
  onSend();
  await screen.call('apply/send', { phoneToEmployer: true });
  await screen.until(isAt('done'));
  await screen.until(isCut);
  onCut();
  await screen.call('dock/card', 'none');
  await screen.call('visit/leave', null);
  await screen.until(isAttract);
  await screen.call('dock/network', 'restore');
}
