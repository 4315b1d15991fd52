import { fail, type Failure } from '../../shared/failure.ts';
import type { CallName, Handlers, Input } from '../../shared/ipc.ts';
import { ok, type Result } from '../../shared/result.ts';
import { localTime } from '../../shared/rules/service-hours.ts';
import type { Modes } from '../../shared/visit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Catalogue } from '../store/catalogue/contract.ts';
import type { applyForPosting } from './apply-for-posting.ts';
import type { askHiringContact } from './ask-hiring-contact.ts';
import type { VisitHost } from './host-visit.ts';
import type { StatusReporter } from './report-status.ts';
import type { lookAfterDevices } from './look-after-devices.ts';
import type { ringForHelp } from './ring-for-help.ts';
import { soundIndex } from './suggest-words.ts';

/** The hands of the developer's dock; absent with real devices. */
export interface Dock {
  card(which: Input<'dock/card'>): void;
  reader(what: Input<'dock/reader'>): void;
  printer(what: Input<'dock/printer'>): void;
  network(what: Input<'dock/network'>): void;
  scan(what: Input<'dock/scan'>): void;
  lastSlip(): string | null;
}

export interface CallParts {
  readonly host: VisitHost;
  readonly status: StatusReporter;
  readonly catalogue: Catalogue;
  readonly apply: ReturnType<typeof applyForPosting>;
  readonly help: ReturnType<typeof ringForHelp>;
  readonly hiring: ReturnType<typeof askHiringContact>;
  readonly retrySetAside: () => Promise<void>;
  readonly clock: Clock;
  readonly defaultModes: Modes;
  readonly care: ReturnType<typeof lookAfterDevices>;
  readonly onTyped: (burst: string | null) => void;
  readonly dock: Dock | undefined;
}

/** Every call of the screen and what answers it; the compiler names a missing one. */
export function answerCalls({
  host,
  status,
  catalogue,
  apply,
  help,
  hiring,
  retrySetAside,
  clock,
  defaultModes,
  care,
  onTyped,
  dock,
}: CallParts): Handlers {
  const done = ok(null);
  const happen = async (happening: Parameters<VisitHost['happen']>[0]) => {
    host.happen(happening);
    return done;
  };
  const found = <T>(item: T | undefined): Result<T, Failure> => (item === undefined ? fail('item/gone') : ok(item));
  const today = () => localTime(clock.now()).day;
  const withDock = async (work: (hands: Dock) => void) => {
    if (!dock) return fail('request/forbidden', 'dock');
    work(dock);
    return done;
  };

  // The index is made anew only when the words have changed: a key of the pinyin board must be answered at once.
  const indexes = new Map<string, { words: string; suggest: ReturnType<typeof soundIndex> }>();
  const suggest = async (among: Input<'input/candidates'>['among'], letters: string) => {
    const words = await catalogue.words(among === 'events' ? 'event' : 'policy');
    if (indexes.get(among)?.words !== words) indexes.set(among, { words, suggest: soundIndex(words) });
    return indexes.get(among)!.suggest(letters);
  };

  return {
    'screen/hello': async () => ok({ status: await status.current(), visit: host.view() }),
    'visit/wake': () => happen({ type: 'woken', modes: defaultModes }),
    'visit/go': (route) => happen({ type: 'went', route }),
    'visit/back': () => happen({ type: 'went-back' }),
    'visit/home': () => happen({ type: 'went-home' }),
    'visit/touched': () => happen({ type: 'touched' }),
    'visit/modes': (modes) => happen({ type: 'modes', modes: given(modes) }),
    'visit/leave': () => happen({ type: 'left' }),
    'apply/phone': async ({ phone }) => apply.givePhone(phone),
    'apply/change-phone': async () => (apply.changePhone(), done),
    'apply/send': async ({ phoneToEmployer }) => (apply.send(phoneToEmployer), done),
    'apply/print-again': async () => (apply.printAgain(), done),
    'outbox/retry': async () => {
      if (!care.isInside()) return fail('request/forbidden', 'technician');
      await retrySetAside();
      return done;
    },
    'technician/enter': async ({ code }) => care.enter(code),
    'technician/devices': () => care.report(),
    'technician/test': ({ device }) => care.test(device),
    'technician/framings': () => care.framings(),
    'technician/know-card': () => care.makeCardKnown(),
    'help/ring': async () => (help.ring(), done),
    'hiring/ask': async ({ phone, kind }) => hiring.ask(phone, kind),
    'postings/list': async (query) => {
      const page = await catalogue.postings(query, today());
      const isFilled = page.total > 0 || (await catalogue.count('posting')) > 0;
      return isFilled ? ok(page) : fail('catalogue/updating');
    },
    'postings/get': async ({ id }) => found(await catalogue.posting(id)),
    'events/list': async (query) => ok(await catalogue.events(query, clock.now().toISOString())),
    'events/get': async ({ id }) => found(await catalogue.event(id)),
    'policies/list': async (query) => ok(await catalogue.policies(query)),
    'policies/get': async ({ id }) => found(await catalogue.policy(id)),
    'input/candidates': async ({ letters, among }) => ok(await suggest(among, letters)),
    'dock/card': (which) => withDock((hands) => hands.card(which)),
    'dock/reader': (what) => withDock((hands) => hands.reader(what)),
    'dock/printer': (what) => withDock((hands) => hands.printer(what)),
    'scan/typed': async ({ burst }) => (onTyped(burst), done),
    'dock/technician': () => withDock(() => host.happen({ type: 'technician' })),
    'dock/scan': (what) => withDock((hands) => hands.scan(what)),
    'dock/network': (what) => withDock((hands) => hands.network(what)),
    'dock/idle': () => withDock(() => host.happen({ type: 'idle' })),
    'dock/last-slip': async () => (dock ? ok(dock.lastSlip()) : fail('request/forbidden', 'dock')),
  } satisfies { [N in CallName]: Handlers[N] };
}

/** Modes that were really given: an absent one stays as it is. */
const given = (modes: Input<'visit/modes'>): Partial<Modes> =>
  Object.fromEntries(Object.entries(modes).filter(([, value]) => value !== undefined));
