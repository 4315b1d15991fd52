import type { Course } from '../../../shared/domain/course.ts';
import type { Event } from '../../../shared/domain/event.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Posting } from '../../../shared/domain/posting.ts';
import { generateCourses, generateEvents } from './notices.ts';
import { generatePolicies } from './policies.ts';
import { generatePostings } from './postings.ts';
import type { Centre } from './town.ts';

export type GenerateOptions = {
  seed: number;
  /** The instant that the content is made for: nothing is published later, nothing offered has ended. */
  now: Date;
  station: Centre;
  postings: number;
  events: number;
  courses: number;
  policies: number;
};

export type Generated = { postings: Posting[]; events: Event[]; courses: Course[]; policies: Policy[] };

/** What the reference platform offers at first: all invented, the same for the same seed and instant. */
export function generate(options: GenerateOptions): Generated {
  return {
    postings: generatePostings(options),
    events: generateEvents(options),
    courses: generateCourses(options),
    policies: generatePolicies(options),
  };
}
