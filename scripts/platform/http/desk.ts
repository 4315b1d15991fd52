import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { z } from 'zod';
import { Application } from '../../../shared/domain/submission.ts';
import { Id } from '../../../shared/domain/text.ts';
import { catalogueKinds } from '../../../shared/platform-api.ts';
import type { personCodes } from '../domain/person-codes.ts';
import { toCandidate } from '../projections/candidate.ts';
import type { FeedRepository } from '../store/feed-repository.ts';
import type { stationRepository } from '../store/station-repository.ts';
import type { submissionRepository } from '../store/submission-repository.ts';
import { Refusal } from './problem.ts';
import { parsedBody } from './serve-endpoints.ts';

const Publish = z.array(
  z.strictObject({ kind: z.enum(catalogueKinds), id: z.string(), version: z.int().positive(), item: z.unknown() }),
);
const Bulk = z.strictObject({ kind: z.enum(catalogueKinds), count: z.int().positive(), reason: z.string() });
const CodeFor = z.strictObject({ stationId: Id });
const PersonCode = z.strictObject({ name: z.string().min(1).max(60), number: z.string().max(18) });
const Answered = z.strictObject({ by: z.string().min(1).max(20) });

/** The desk of the city's own people, for training and tests; not part of the kiosk's contract. */
export function serveDesk(
  app: Hono,
  token: string,
  parts: {
    feed: FeedRepository;
    submissions: ReturnType<typeof submissionRepository>;
    issueCode: (stationId: string) => Promise<string>;
    stations: ReturnType<typeof stationRepository>;
    codes: ReturnType<typeof personCodes>;
  },
  now: () => Date,
): void {
  const expected = Buffer.from(`Bearer ${token}`);
  app.use('/desk/*', async (context, next) => {
    const given = Buffer.from(context.req.header('authorization') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new Refusal('unauthorised', 'no valid token');
    await next();
  });

  app.post('/desk/enrolment-codes', async (context) => {
    const { stationId } = await parsedBody(context, CodeFor);
    return context.json({ code: await parts.issueCode(stationId) });
  });

  app.post('/desk/person-codes', async (context) => {
    const person = await parsedBody(context, PersonCode);
    const code = `trial:${randomBytes(24).toString('base64url')}`;
    parts.codes.issue(code, person);
    return context.json({ code });
  });

  app.get('/desk/submissions', async (context) => context.json(await parts.submissions.all()));

  app.get('/desk/employers/:id/candidates', async (context) => {
    const applications = (await parts.submissions.all())
      .filter(({ kind }) => kind === 'application')
      .map(({ payload }) => Application.parse(payload));
    const own = await Promise.all(
      applications.map(async (application) => {
        const posting = (await parts.feed.find('posting', application.postingId)) as
          { employer: { id: string } } | undefined;
        return posting?.employer.id === context.req.param('id') ? [toCandidate(application)] : [];
      }),
    );
    return context.json(own.flat());
  });

  app.post('/desk/catalogue', async (context) => {
    const publications = await parsedBody(context, Publish);
    await parts.feed.publish(
      publications.map(({ item = null, ...rest }) => ({ ...rest, item })),
      now(),
    );
    return context.json({ published: publications.length });
  });

  app.post('/desk/bulk', async (context) => {
    const { kind, count, reason } = await parsedBody(context, Bulk);
    await parts.feed.announceBulk(kind, count, reason, new Date(now().getTime() + 86_400_000));
    return context.json({});
  });

  app.get('/desk/stations/:id/help-cases', async (context) =>
    context.json(await parts.stations.openCases(context.req.param('id'))),
  );

  app.post('/desk/help-cases/:id/answer', async (context) => {
    const { by } = await parsedBody(context, Answered);
    return context.json({ answered: await parts.stations.answer(context.req.param('id'), by) });
  });
}
