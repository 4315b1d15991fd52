import type { Course } from '../../../shared/domain/course.ts';
import type { Event } from '../../../shared/domain/event.ts';
import type { Coordinates, Place } from '../../../shared/domain/place.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Posting } from '../../../shared/domain/posting.ts';
import type { CatalogueItem, CatalogueKind } from '../../../shared/platform-api.ts';
import { walkMinutes } from '../../../shared/rules/distance.ts';

/** From where the catalogue is seen. */
export interface Standpoint {
  readonly station: Coordinates;
  /** GB/T 2260 codes of the districts whose postings, events and courses are shown here. */
  readonly areaCodes: readonly string[];
}

/** What has no place is for everybody. */
export const isShown = (thing: CatalogueItem<CatalogueKind>, { areaCodes }: Standpoint): boolean =>
  !('place' in thing) || areaCodes.includes(thing.place.areaCode);

export type Value = string | number | null;
const flag = (yes: boolean) => (yes ? 1 : 0);

export const minutesTo = (station: Coordinates, { coordinates }: Place) =>
  coordinates ? walkMinutes(station, coordinates) : null;

/** What each kind's columns hold besides id, version and generation. */
export function columnsOf(
  kind: CatalogueKind,
  thing: CatalogueItem<CatalogueKind>,
  station: Coordinates,
): Record<string, Value> {
  const item = JSON.stringify(thing);
  switch (kind) {
    case 'posting': {
      const posting = thing as Posting;
      return {
        minutes: minutesTo(station, posting.place),
        published_at: posting.publishedAt,
        valid_through: posting.validThrough,
        paid_daily: flag(posting.pay.settled === 'daily'),
        morning: flag(posting.hours.parts.length === 1 && posting.hours.parts[0] === 'morning'),
        meals: flag(posting.meals),
        seated: flag(posting.seated),
        any_education: flag(posting.education === 'any'),
        item,
      };
    }
    case 'event': {
      const event = thing as Event;
      return {
        minutes: minutesTo(station, event.place),
        kind: event.kind,
        starts_at: event.startsAt,
        ends_at: event.endsAt,
        words: `${event.title}\n${event.venue}\n${event.organiser}\n${event.description}`,
        item,
      };
    }
    case 'policy': {
      const policy = thing as Policy;
      return {
        issued_on: policy.issuedOn,
        sample: flag(policy.sample),
        words: [policy.title, ...policy.blocks.map(({ text }) => text)].join('\n'),
        item,
      };
    }
    case 'course':
      return { starts_on: (thing as Course).startsOn, item };
  }
}
