import type { Application } from '../../../shared/domain/submission.ts';
import { surnameOf } from '../../../shared/rules/masking.ts';

/** All that an employer ever sees of somebody who applied. There is no field for the ID number. */
export interface Candidate {
  readonly postingId: string;
  readonly surname: string;
  readonly walkMinutes: number | null;
  /** Only with the applicant's second, explicit 同意. */
  readonly phone: string | null;
  readonly appliedAt: string;
}

export const toCandidate = (application: Application): Candidate => ({
  postingId: application.postingId,
  surname: surnameOf(application.applicant.name),
  walkMinutes: application.walkMinutes,
  phone: application.employerSees.phone ? application.applicant.phone : null,
  appliedAt: application.takenAt,
});
