import type { z } from 'zod';
import type { Course } from '../../../shared/domain/course.ts';
import type { Event } from '../../../shared/domain/event.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Posting } from '../../../shared/domain/posting.ts';
import { generateCourses, generateEvents } from './notices.ts';
import { generatePolicies } from './policies.ts';
import { generatePostings } from './postings.ts';
import type { Centre } from './town.ts';
