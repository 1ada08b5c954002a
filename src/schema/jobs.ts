/** What the judging thread does of this room. */
import type { ValidateFunction } from 'ajv';
import type { JobHandler } from '../limits/job.ts';
import type { ValueIssue } from '../model.ts';
import { dialectOf } from './dialect.ts';
import { warmUp } from './engine.ts';
import { type Judged, judge } from './judge.ts';
import { issuesWith } from './validator.ts';

/** A judgement that has crossed threads cannot hold a function. */
export type Judgement = Judged & { readonly isCompiled?: boolean };

interface SchemaInput {
  readonly schema: unknown;
}

interface ValueInput extends SchemaInput {
  readonly value: unknown;
}

export const schemaJobs = {
  compile: {
    run: ({ schema }: SchemaInput): Judgement => {
      const { problems, compiled } = judgeOnce(schema);
      return { problems, isCompiled: compiled !== undefined };
    },
  },
  'validate-full': {
    prepare: ({ schema }: SchemaInput) => warm(judgeOnce(schema).compiled!.full),
    run: ({ value }: ValueInput, validate: ValidateFunction): ValueIssue[] => issuesWith(validate, value),
  },
  'validate-quick': {
    prepare: ({ schema }: SchemaInput) => warm(judgeOnce(schema).compiled!.makeQuick()),
    run: ({ value }: ValueInput, validate: ValidateFunction): ValueIssue[] => issuesWith(validate, value),
  },
} satisfies Record<string, JobHandler>;

/** The last schema is asked for again: first to be compiled, then for its values. */
let last: { readonly text: string; readonly judged: Judged } | undefined;

function judgeOnce(schema: unknown): Judged {
  const text = JSON.stringify(schema);
  if (last?.text === text) return last.judged;
  warmUp(dialectOf(schema));
  last = { text, judged: judge(schema) };
  return last.judged;
}

/** A large function is compiled when it is first called. */
function warm(validate: ValidateFunction): ValidateFunction {
  validate(null);
  return validate;
}
