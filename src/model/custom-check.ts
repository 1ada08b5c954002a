/** Rules of the user's own. */
import type { RuleInfo } from './report.ts';

/** What a check may look at. */
export const SUBJECTS = ['connect', 'list', 'tool', 'call', 'frames', 'close'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

/** As `checks/custom.ts` has it for each subject. */
export interface CustomCheck extends RuleInfo {
  readonly subject: SubjectName;
  readonly inspect: (subject: never, add: (note: never) => void) => unknown;
}
