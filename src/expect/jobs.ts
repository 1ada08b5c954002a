/** What the judging thread does of this room. */
import type { JobHandler } from '../limits/job.ts';
import { selectAtOnce } from './json-path.ts';
import { matchesPattern } from './pattern.ts';

export const expectJobs = {
  path: { run: selectAtOnce },
  pattern: { run: matchesPattern },
} satisfies Record<string, JobHandler>;
