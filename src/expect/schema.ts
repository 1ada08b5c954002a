/** The `schema` matcher: the value fits a JSON Schema. */
import type { Json, SchemaVerdict } from '../model.ts';
import { compileSchema } from '../schema/compile.ts';
import type { Mismatch } from './mismatch.ts';
import { EXPECTED } from './phrases.ts';
import type { Task } from './subject.ts';
import { mismatch } from './verdict.ts';

const PHRASE = EXPECTED.schema;
const MOST_ISSUES = 5;

/** What is wrong with a schema; `undefined` when it can be used. */
export function checkSchema(schema: Json): string | undefined {
  const verdict = compileSchema(schema);
  return verdict.validate || isUnchecked(verdict) ? undefined : problemsOf(verdict);
}

export function judgeSchema(task: Task): Mismatch[] {
  const { subject, operand, redact } = task;
  if (subject.value === undefined) return [mismatch(task, PHRASE)];
  const verdict = compileSchema(operand);
  if (isUnchecked(verdict)) return [mismatch(task, PHRASE, { unchecked: problemsOf(verdict) })];
  if (!verdict.validate) return [mismatch(task, PHRASE, { why: problemsOf(verdict) })];
  const issues = verdict.validate(subject.value).slice(0, MOST_ISSUES);
  if (issues.length === 0) return [];
  if (issues[0]!.isUndecided) return [mismatch(task, PHRASE, { unchecked: `the value ${issues[0]!.message}` })];
  const diff = issues.map(({ path, message }) => redact(`${path || 'the value'}: ${message}`)).join('\n');
  return [mismatch(task, PHRASE, { diff })];
}

function isUnchecked({ problems }: SchemaVerdict): boolean {
  return problems.some(({ kind }) => kind === 'not-checked');
}

function problemsOf({ problems }: SchemaVerdict): string {
  return `the schema cannot be used: ${problems.map(({ message }) => message).join('; ')}`;
}
