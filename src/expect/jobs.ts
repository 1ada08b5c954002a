/** What the judging thread does of this room. */
import type { JobHandler } from '../limits/job.ts';
import { placesAtOnce, selectAtOnce } from './json-path.ts';
import { matchesPattern } from './pattern.ts';

export const expectJobs = {
  path: { run: selectAtOnce },
  places: { run: placesAtOnce },
  pattern: { run: matchesPattern },
} satisfies Record<string, JobHandler>;
