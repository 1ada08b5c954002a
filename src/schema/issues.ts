/** ajv's errors as one line each. */
import type { ErrorObject } from 'ajv';
import type { ValueIssue } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';

const MAX_ISSUES = 20;
const MAX_ERRORS = 200;

/** At most 20; alternatives (`anyOf`, `oneOf`) that fail at one place are joined into one. */
export function issuesOf(all: readonly ErrorObject[]): ValueIssue[] {
  const errors = all.slice(0, MAX_ERRORS);
  const issues = new Map<string, { path: string; texts: Set<string>; multipleOf: number[] }>();
  for (const [index, error] of errors.entries()) {
    if (isSummary(error, errors[index - 1])) continue;
    const alternative = /^(.*\/(?:anyOf|oneOf))\/\d+\//.exec(error.schemaPath)?.[1];
    const key = JSON.stringify([error.instancePath, alternative ?? index]);
    const issue = issues.get(key) ?? { path: error.instancePath, texts: new Set(), multipleOf: [] };
    issues.set(key, issue);
    issue.texts.add(issueText(error));
    if (error.keyword === 'multipleOf') issue.multipleOf.push(error.params['multipleOf']);
  }
  return [...issues.values()].slice(0, MAX_ISSUES).map(({ path, texts, multipleOf }) => ({
    path,
    message: [...texts].join(' or '),
    ...(multipleOf.length > 0 ? { multipleOf } : {}),
  }));
}

/** ajv's message with the name or value that it leaves out. */
export function issueText({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'uniqueItems')
    return `must not have an item twice: items ${params['j']} and ${params['i']} are the same`;
  return excerpt(`${message ?? keyword}${detail(keyword, params)}`, LONGEST_QUOTE);
}

function detail(keyword: string, params: Record<string, unknown>): string {
  if (keyword === 'additionalProperties') return `: ${JSON.stringify(params['additionalProperty'])}`;
  if (keyword === 'unevaluatedProperties') return `: ${JSON.stringify(params['unevaluatedProperty'])}`;
  if (keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    return `: ${params['allowedValues']
      .slice(0, 8)
      .map((value) => JSON.stringify(value))
      .join(', ')}`;
  }
  if (keyword === 'const') return `: ${JSON.stringify(params['allowedValue'])}`;
  return '';
}

/** `must match a schema in anyOf` adds nothing to what its branches said just before. */
function isSummary({ keyword, instancePath, params }: ErrorObject, before: ErrorObject | undefined): boolean {
  if (keyword !== 'anyOf' && keyword !== 'oneOf' && keyword !== 'if') return false;
  return before?.instancePath.startsWith(instancePath) === true && !params['passingSchemas'];
}
