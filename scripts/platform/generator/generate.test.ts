import { expect, it } from 'vitest';
import { generate } from './generate.ts';
import { smallTown } from './small-town.fixture.ts';

const few = { ...smallTown, postings: 200, events: 30, courses: 5, policies: 13 };

it('gives as many of each kind as asked', () => {
  const { postings, events, courses, policies } = generate(few);
  expect([postings.length, events.length, courses.length, policies.length]).toEqual([200, 30, 5, 13]);
});

it('gives nothing when nothing is asked', () => {
  expect(generate({ ...few, postings: 0, events: 0, courses: 0, policies: 0 })).toEqual({
    postings: [],
    events: [],
    courses: [],
    policies: [],
  });
});

it('says the same for the same seed and instant', () => {
  expect(JSON.stringify(generate(few))).toBe(JSON.stringify(generate(few)));
});

it('keeps the postings when more events are asked for', () => {
  expect(generate({ ...few, events: 50 }).postings).toEqual(generate(few).postings);
});
