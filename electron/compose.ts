import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { KioskConfig } from '../kiosk-config/config.ts';
import type { EventName, Handlers, Payload } from '../shared/ipc.ts';
import type { Modes } from '../shared/visit.ts';
import { answerCalls } from './app/answer-calls.ts';
import { applyForPosting } from './app/apply-for-posting.ts';
import { askHiringContact } from './app/ask-hiring-contact.ts';
import { deliverSubmissions } from './app/deliver-submissions.ts';
import { enrolDevice } from './app/enrol-device.ts';
import { followStationNews } from './app/follow-station-news.ts';
import { hostVisit } from './app/host-visit.ts';
import { keepHouse } from './app/keep-house.ts';
import { limitSlips } from './app/limit-slips.ts';
import { lookAfterDevices } from './app/look-after-devices.ts';
import { remindOfCard } from './app/remind-of-card.ts';
import { repeat } from './app/repeat.ts';
import { reportStatus } from './app/report-status.ts';
import { ringForHelp } from './app/ring-for-help.ts';
import { submitAndPrint } from './app/submit-and-print.ts';
import { syncCatalogue } from './app/sync-catalogue.ts';
import { takeScans } from './app/take-scans.ts';
import { writeSheets } from './app/write-sheets.ts';
import { writeSlips } from './app/write-slips.ts';
import { trustsClock } from './core/clock-trust.ts';
import type { Session } from './core/session/session.ts';
import { openGate, type Gate } from './ipc/gate.ts';
import type { Clock } from './platform/clock.ts';
import { describeDefect } from './platform/describe-defect.ts';
import { openLog, type Log } from './platform/log.ts';
import { isSimulated } from './launch.ts';
import { openDevices } from './open-devices.ts';
import { openStores } from './open-stores.ts';
import type { HtmlToPdf } from './shell/html-to-pdf.ts';
import { openSimulatedDevices } from './simulated-devices.ts';
import { holdAlone } from './store/hold-alone.ts';
import { createPlatformClient } from './upstream/platform-client.ts';
import { openSimulatedLine } from './upstream/simulated-line.ts';

const STATUS_MS = 60_000;
const VERSION = '0.1.0';
/** Tones of the idle warning, seconds before the end. */
const WARNING_TONES = [30, 10, 5];

export class DataFolderInUse extends Error {}

export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  /** How this shell makes a PDF of a page. */
  readonly toPdf: HtmlToPdf;
  /** Which shell shows the screen; for the log. */
  readonly shell: 'electron' | 'chromium' | 'none';
}

export interface Kiosk {
  readonly gate: Gate;
  readonly log: Log;
  onDefect(defect: unknown): void;
  /** Of a scanner that types: what the window's keys came to; `null`, letters that a wedge cannot carry. */
  onTyped(burst: string | null): void;
  onTell(listener: <N extends EventName>(name: N, payload: Payload<N>) => void): void;
  /** Something about the person was on the glass: the shell gives the next visitor a fresh page. */
  onPersonLeft(listener: () => void): void;
  close(): Promise<void>;
}

/** Builds every part once and hands each what it needs. The only reader of the config. */
export async function compose(config: KioskConfig, { clock, random, shell, toPdf }: Surroundings): Promise<Kiosk> {
  const began = clock.monotonic();
  const { station, platform: upstream } = config;
  if (!upstream) throw new Error('the start script names the platform beside the kiosk');
  const folder = resolve(config.dataFolder);
  const lock = holdAlone(folder);
  if (!lock) throw new DataFolderInUse(folder);
  const log = openLog(join(folder, 'log'), clock);
  const onDefect = (defect: unknown) => log('kiosk.defect', describeDefect(defect));

  const { reserve, identity, outbox, catalogue, door } = openStores(folder, config, clock, log);

  const simulated = isSimulated(config)
    ? await openSimulatedDevices(clock, join(folder, 'slips'), onDefect)
    : undefined;
  const line = simulated ? await openSimulatedLine(new URL(upstream.url)) : undefined;
  const platform = createPlatformClient({
    url: line?.url ?? upstream.url,
    ca: upstream.caFile === null ? undefined : readFileSync(upstream.caFile, 'utf8'),
    clock,
    device: () => {
      const enrolment = identity.enrolment();
      return enrolment && { deviceId: enrolment.deviceId, sign: identity.signAsDevice };
    },
  });
  platform.onReach((online, code) => log('network.changed', { online, code }));

  const devices = openDevices(config, simulated, clock, log, (piece) => tell('wire', piece));
  const { reader, socialReader, scanner, typing, printer, sheetPrinter } = devices;

  const listeners: ((name: EventName, payload: never) => void)[] = [];
  const tell = <N extends EventName>(name: N, payload: Payload<N>) =>
    listeners.forEach((listener) => listener(name, payload as never));
  const leavers: (() => void)[] = [];

  const language = config.languages[0] ?? 'zh-CN';
  const host = hostVisit({
    clock,
    log,
    idle: config.idle,
    language,
    onEnded: (wasPersonal) => {
      void outbox.checkpoint().catch(onDefect);
      void sheetPrinter.purge().catch(onDefect);
      if (!wasPersonal) return;
      tell('renew', null);
      leavers.forEach((listener) => listener());
    },
    onWarningTick: (left) => {
      if (WARNING_TONES.includes(left)) tell('sound', 'warning');
    },
  });
  host.onChange((now, before) => {
    tell('visit', host.view());
    const [is, was] = [applied(now), applied(before)];
    if (is && !was) tell('sound', 'done');
    if (is?.print.state === 'cut' && was?.print.state === 'printing') tell('sound', 'take-card');
  });

  const cards = remindOfCard({
    reader,
    clock,
    log,
    onDefect,
    onChange: () => status.refresh(),
    onTone: () => tell('sound', 'take-card'),
  });
  const clockTrusted = () => trustsClock(clock.now().getTime(), clock.monotonic(), platform.lastHeard());
  const sync = syncCatalogue({
    catalogue,
    platform,
    clock,
    random,
    log,
    onDefect,
    clockTrusted,
    mayGrow: () => !reserve.isSpent() || !catalogue.isKept(),
    onChange: () => status.refresh(),
  });
  const news = followStationNews({ platform, host, clock, onDefect, onChange: () => status.refresh() });
  const status = reportStatus(
    {
      facts: config,
      clock,
      catalogue,
      outbox,
      reader,
      socialReader,
      scanner,
      others: devices.others,
      card: cards.left,
      printer,
      platform,
      sync,
      news: news.news,
      diskFull: reserve.isSpent,
      version: VERSION,
      simulated: simulated !== undefined,
    },
    onDefect,
  );
  status.onStatus((current) => tell('status', current));

  const delivery = deliverSubmissions({
    outbox,
    platform,
    clock,
    random,
    stationId: station.id,
    log,
    onDefect,
    onCounts: status.refresh,
  });
  const house = keepHouse({
    outbox,
    catalogue,
    reserve,
    clock,
    log,
    onDefect,
    isIdle: () => host.session().state === 'attract',
    onChange: status.refresh,
  });
  const statusLoop = repeat(
    clock,
    async () => {
      status.refresh();
      return STATUS_MS - (clock.now().getTime() % STATUS_MS);
    },
    onDefect,
  );
  const enrolment = enrolDevice({
    identity,
    platform,
    station: { id: station.id, areaCode: station.areaCode, name: station.name.place + station.name.suffix },
    code: upstream.enrolmentCode,
    clock,
    random,
    log,
    onDefect,
    onReady: () => {
      sync.kick();
      news.kick();
      delivery.kick();
    },
  });

  platform.onReach((online) => {
    if (online) sync.kick();
  });

  const slips = writeSlips(
    { name: station.name.place + station.name.suffix, phone: station.phone, complaints: station.complaints },
    identity,
    () => clock.now(),
  );
  const sheets = writeSheets({ name: station.name.place + station.name.suffix, phone: station.phone });
  const online = () => platform.online();
  const slipPrinter = limitSlips(printer, host);
  const submitting = submitAndPrint({ outbox, delivery, printer: slipPrinter, clock, online, log, onDefect });
  const common = { host, submitting, slips, clock, clockTrusted, log, onDefect };
  const apply = applyForPosting({
    ...common,
    online,
    delivery,
    reader: cards,
    catalogue,
    onCardRead: () => tell('sound', 'card-read'),
  });
  const care = lookAfterDevices({ ...common, door, sheets, toPdf, devices: devices.tended });
  const scans = takeScans({ scanner, typing, host, platform, log, onDefect, onPerson: apply.present });
  const defaultModes: Modes = { language, elder: false, look: 'auto' };
  const handlers: Handlers = answerCalls({
    care,
    onTyped: scans.typed,
    host,
    status,
    catalogue,
    apply,
    help: ringForHelp({ ...common, printer: slipPrinter, platform, stationId: station.id }),
    hiring: askHiringContact(common),
    retrySetAside: async () => {
      log('outbox.retried', { count: await outbox.retrySetAside() });
      delivery.kick();
      status.refresh();
    },
    clock,
    defaultModes,
    dock: simulated?.dock(line),
  });

  log('kiosk.started', { version: VERSION, shell, ms: clock.monotonic() - began });
  return {
    gate: openGate(handlers, log, onDefect),
    log,
    onDefect,
    onTyped: scans.typed,
    onTell: (listener) => void listeners.push(listener),
    onPersonLeft: (listener) => void leavers.push(listener),
    close: async () => {
      host.close();
      cards.close();
      platform.close();
      await Promise.all([enrolment, news, statusLoop, sync, delivery, house].map((part) => part.close()));
      await Promise.all([devices.close(), simulated?.printer.close(), line?.close()]);
      await outbox.close();
      await catalogue.close();
      log('kiosk.stopped', { how: 'asked' });
      lock.release();
    },
  };
}

const applied = (session: Session) =>
  session.state === 'visiting' && session.apply?.step === 'done' ? session.apply : undefined;
