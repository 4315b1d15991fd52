import type { StationNews } from '../../shared/domain/station.ts';
import type { DeviceName, KioskStatus, LeftCard, TileState } from '../../shared/ipc.ts';
import { hoursOn, isOpen, localTime, type ServiceHours } from '../../shared/rules/service-hours.ts';
import type { Language } from '../../shared/visit.ts';
import type { CardReader } from '../devices/card-reader/contract.ts';
import type { Scanner } from '../devices/scanner/contract.ts';
import type { SlipPrinter } from '../devices/printer/contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Catalogue } from '../store/catalogue/contract.ts';
import type { Outbox } from '../store/outbox/contract.ts';
import type { PlatformClient } from '../upstream/contract.ts';
import type { Sync } from './sync-catalogue.ts';

const DAWN = '06:30';
const DUSK = '20:00';
const MILLIMETRES_PER_INCH = 25.4;

/** What the station's config says and the screens show. */
export interface StationFacts {
  readonly station: Pick<KioskStatus['station'], 'name' | 'nameEn' | 'brand' | 'kind' | 'phone' | 'complaints'> & {
    readonly hours: ServiceHours;
  };
  readonly panel: {
    readonly diagonalInches: number;
    readonly widthPixels: number;
    readonly heightPixels: number;
    readonly lowerEdgeMillimetres: number;
  };
  readonly modules: { readonly [M in keyof KioskStatus['tiles']]: boolean };
  readonly languages: Language[];
}

export interface OtherDevice {
  readonly device: DeviceName;
  state(): string;
  onState(listener: () => void): void;
}

export interface StatusParts {
  readonly facts: StationFacts;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly outbox: Outbox;
  readonly reader: CardReader;
  readonly socialReader: CardReader;
  readonly scanner: Scanner;
  readonly card: () => LeftCard;
  /** Those without which most of it works, as far as the station has them. */
  readonly others: readonly OtherDevice[];
  readonly printer: SlipPrinter;
  readonly platform: PlatformClient;
  readonly sync: Sync;
  readonly news: () => StationNews | undefined;
  readonly diskFull: () => boolean;
  readonly version: string;
  readonly simulated: boolean;
}

export interface StatusReporter {
  current(): Promise<KioskStatus>;
  /** Something changed: says it to everybody, soon; many changes at once are said once. */
  refresh(): void;
  onStatus(listener: (status: KioskStatus) => void): void;
}

/** Puts together what home, attract and status screens stand on; says nothing that is not so now. */
export function reportStatus(parts: StatusParts, onDefect: (defect: unknown) => void): StatusReporter {
  const { facts, clock, catalogue, outbox, reader, printer, platform, sync } = parts;
  const listeners: ((status: KioskStatus) => void)[] = [];
  const startedAt = clock.now().toISOString();
  const since = { reader: startedAt, printer: startedAt, online: startedAt };
  let isAsked = false;

  const tile = (isOn: boolean, hasRows: boolean): TileState => {
    if (!isOn) return 'off';
    if (!hasRows) return 'updating';
    return platform.online() ? 'ready' : 'offline';
  };

  const hiringTile = (): TileState => {
    if (!facts.modules.hiring || !outbox.usable()) return 'off';
    return platform.online() ? 'ready' : 'saves-only';
  };

  // The ID reader counts among the lesser ones while another reader does its work.
  const away = () =>
    parts.others
      .filter((other) => other.state() === 'absent' || other.state() === 'out-of-order')
      .map(({ device }) => device)
      .filter((device) => device !== 'reader' || reader.state() === 'ready');

  const current = async (): Promise<KioskStatus> => {
    const now = clock.now();
    const local = localTime(now);
    const { station, panel, modules, languages } = facts;
    const news = parts.news();
    const [postings, events, policies, headlines, next, counts] = [
      await catalogue.count('posting'),
      await catalogue.count('event'),
      await catalogue.count('policy'),
      await catalogue.headlines(local.day),
      await catalogue.events({ filter: 'all', text: '', page: 0, pageSize: 1 }, now.toISOString()),
      await outbox.counts(),
    ];
    const asOf = {
      posting: (await catalogue.cursor('posting')).completeAt,
      event: (await catalogue.cursor('event')).completeAt,
      policy: (await catalogue.cursor('policy')).completeAt,
      course: (await catalogue.cursor('course')).completeAt,
    };
    const nextEvent = next.cards[0];
    const printsNearBy = news?.neighbours.find(({ prints }) => prints);
    return {
      now: now.toISOString(),
      light: local.time >= DAWN && local.time < DUSK ? 'day' : 'night',
      station: {
        name: station.name,
        nameEn: station.nameEn,
        brand: station.brand,
        kind: station.kind,
        phone: station.phone,
        complaints: station.complaints,
        hoursToday: hoursOn(station.hours, local),
        openNow: isOpen(station.hours, local),
        duty: news?.duty && news.duty.until > now.toISOString() ? news.duty : null,
        printsNearBy: printsNearBy
          ? { name: printsNearBy.name, walkMinutes: printsNearBy.walkMinutes, asOf: printsNearBy.asOf }
          : null,
        languages,
      },
      panel: {
        pixelsPerMillimetre:
          Math.hypot(panel.widthPixels, panel.heightPixels) / (panel.diagonalInches * MILLIMETRES_PER_INCH),
        lowerEdgeMillimetres: panel.lowerEdgeMillimetres,
      },
      online: platform.online(),
      offlineSince: platform.online() ? null : since.online,
      asOf,
      sync: sync.progress(),
      tiles: {
        jobs: tile(modules.jobs, postings > 0),
        hiring: hiringTile(),
        events: tile(modules.events, events > 0),
        policies: tile(modules.policies, policies > 0),
      },
      headlines: {
        ...headlines,
        nextEvent: nextEvent ? { title: nextEvent.title, startsAt: nextEvent.startsAt } : null,
      },
      reader: reader.state(),
      readerSince: since.reader,
      card: parts.card(),
      personCodes: parts.scanner.state() === 'ready' && platform.online(),
      away: away(),
      socialCards: parts.socialReader.state() === 'ready',
      printer: printer.state(),
      printerSince: since.printer,
      outbox: { usable: outbox.usable(), ...counts },
      diskFull: parts.diskFull(),
      version: parts.version,
      simulated: parts.simulated,
    };
  };

  const refresh = () => {
    if (isAsked) return;
    isAsked = true;
    setImmediate(() => {
      isAsked = false;
      current().then((status) => listeners.forEach((listener) => listener(status)), onDefect);
    });
  };

  const stamp = (what: keyof typeof since) => () => {
    since[what] = clock.now().toISOString();
    refresh();
  };
  reader.onState(stamp('reader'));
  for (const other of parts.others) other.onState(refresh);
  printer.onState(stamp('printer'));
  platform.onReach(stamp('online'));
  return { current, refresh, onStatus: (listener) => void listeners.push(listener) };
}
