import type { GenerateOptions } from './generate.ts';

/** The station of the pictures, on a Saturday morning. */
export const smallTown: GenerateOptions = {
  seed: 20_261_121,
  now: new Date('2026-11-21T02:26:00Z'),
  station: {
    latitude: 39.1365,
    longitude: 117.2105,
    areaCode: '120101',
    areaCodes: ['120101', '120102', '120103', '120104', '120105', '120106', '120110', '120111', '120112', '120113'],
  },
  postings: 20_000,
  events: 300,
  courses: 40,
  policies: 12,
};
