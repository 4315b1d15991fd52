import { describe, expect, it } from 'vitest';
import { Course } from '../../../shared/domain/course.ts';
import { Event, eventKinds } from '../../../shared/domain/event.ts';
import { atHour } from './clock.ts';
import { generateCourses, generateEvents } from './notices.ts';
import { smallTown } from './small-town.fixture.ts';

const { now, station } = smallTown;
const events = generateEvents(smallTown);
const courses = generateCourses(smallTown);

const stationHour = (instant: string) => (new Date(instant).getUTCHours() + 8) % 24;

describe('events', () => {
  it('are three hundred that the contract accepts', () => {
    expect(events.map((event) => Event.safeParse(event)).filter(({ success }) => !success)).toEqual([]);
    expect(events).toHaveLength(300);
  });

  it('begin with a fair near the station, tomorrow at nine', () => {
    const [first] = events;
    expect(first).toMatchObject({ kind: 'fair', startsAt: atHour(now, 1, 9), status: 'planned' });
    expect(first?.place.areaCode).toBe(station.areaCode);
    expect(first?.startsAt).toBe('2026-11-22T01:00:00Z');
  });

  it('lie within the next sixty days, by day, markets at five in the morning', () => {
    const last = new Date(now.getTime() + 61 * 86_400_000).toISOString();
    expect(
      events.filter(({ startsAt, endsAt }) => startsAt < now.toISOString() || startsAt > last || endsAt <= startsAt),
    ).toEqual([]);
    expect(events.filter(({ kind, startsAt }) => kind === 'market' && stationHour(startsAt) !== 5)).toEqual([]);
    expect(
      events.filter(
        ({ kind, startsAt }) => kind !== 'market' && (stationHour(startsAt) < 9 || stationHour(startsAt) > 18),
      ),
    ).toEqual([]);
  });

  it('reach every district and every kind; some are full, moved or cancelled', () => {
    expect([...new Set(events.map(({ place }) => place.areaCode))].sort()).toEqual([...station.areaCodes].sort());
    expect([...new Set(events.map(({ kind }) => kind))].sort()).toEqual([...eventKinds].sort());
    expect([...new Set(events.map(({ status }) => status))].sort()).toEqual(['cancelled', 'moved', 'planned']);
    expect(events.filter(({ seats }) => seats && seats.taken > seats.total)).toEqual([]);
    expect(events.some(({ seats }) => seats?.taken === seats?.total && seats !== null)).toBe(true);
  });
});

describe('courses', () => {
  it('are forty that the contract accepts, with different titles, and end after they begin', () => {
    expect(courses.map((course) => Course.safeParse(course)).filter(({ success }) => !success)).toEqual([]);
    expect(new Set(courses.map(({ title }) => title)).size).toBe(40);
    expect(courses.filter(({ startsOn, endsOn }) => endsOn <= startsOn || startsOn < '2026-11-22')).toEqual([]);
  });
});
