import type { Coordinates } from '../domain/place.ts';

const EARTH_RADIUS_METRES = 6_371_008.8; // IUGG mean radius
/** Streets are longer than the straight line, and an older person walks 70 metres a minute. Both are this project's own. */
const DETOUR = 1.3;
const METRES_PER_MINUTE = 70;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Straight distance in metres on the sphere (haversine). */
export function metresBetween(a: Coordinates, b: Coordinates): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLon = radians(b.longitude - a.longitude);
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Whole minutes on foot, rounded up; never under one. */
export const walkMinutes = (a: Coordinates, b: Coordinates): number =>
  Math.max(1, Math.ceil((metresBetween(a, b) * DETOUR) / METRES_PER_MINUTE));

export const compassPoints = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type CompassPoint = (typeof compassPoints)[number];

/** In which of the eight winds `to` lies as seen from `from`. */
export function direction(from: Coordinates, to: Coordinates): CompassPoint {
  const east = (to.longitude - from.longitude) * Math.cos(radians(from.latitude));
  const north = to.latitude - from.latitude;
  const eighths = Math.round((Math.atan2(east, north) / (2 * Math.PI)) * 8);
  return compassPoints[(eighths + 8) % 8]!;
}
