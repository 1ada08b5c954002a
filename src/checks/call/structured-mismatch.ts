import { atPointer } from '../../json/pointer.ts';
import { isOnlyRounding } from '../../json/rounding.ts';
import type { ValueIssue } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { successOf } from './result.ts';
import { issueLines, LONGEST_ISSUE, structuredIssues } from './structured-issues.ts';

/** Legal by JSON Schema, which may ignore `format`; the official TypeScript client does not. */
const NO_ZONE_HINT =
  'A date-time needs a time zone (RFC 3339): in Python datetime.now(timezone.utc), or value.astimezone(). Clients that check formats turn such a result into an error.';

/** Legal by JSON Schema, which counts in decimals; Ajv divides, and the official TypeScript client throws. */
const ROUNDING_HINT =
  'Only the rounding of floating point is in the way, and clients that check with Ajv, such as the official one, refuse such a result: leave multipleOf out of the schema, or return whole numbers of the smallest unit.';

export const structuredMismatch = defineCheck<CallSubject>({
  id: 'structured-mismatch',
  level: 'error',
  title: "structuredContent does not fit the tool's outputSchema.",
  plain: 'The data in the answer do not have the form that the tool promises.',
  hint: 'Change the value or the schema (the return annotation); clients turn such a result into an error.',
  spec: SPEC.outputSchema,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (!result) return;
    const issues = structuredIssues(subject);
    const [first] = issues;
    if (!first || first.isUndecided) return;
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    const isRounding = issues.every((issue) =>
      isOnlyRounding(issue, atPointer(result['structuredContent'], issue.path)),
    );
    add({
      message: `The structuredContent of ${callName(subject)} does not fit outputSchema: ${first.path || 'it'} ${clip(first.message, LONGEST_ISSUE)}${more}${isRounding ? ', as floating point has it' : ''}.`,
      where: `/structuredContent${first.path}`,
      evidence: issueLines(issues),
      ...(issues.every(isDateTime) ? { hint: NO_ZONE_HINT } : isRounding ? { hint: ROUNDING_HINT } : {}),
    });
  },
});

function isDateTime({ message }: ValueIssue): boolean {
  return message === 'must match format "date-time"';
}
