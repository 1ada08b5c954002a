/** What the judging thread does of this room. */
import type { ValidateFunction } from 'ajv';
import type { JobHandler } from '../limits/job.ts';
import type { ValueIssue } from '../model.ts';
import { dialectOf } from './dialect.ts';
import type { Judged } from './judge.ts';
import { judgeOnce, warmUp } from './judge-once.ts';
import { readPlain } from './plain.ts';
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
      const { problems, compiled } = judged(schema);
      return { problems, isCompiled: compiled !== undefined };
    },
  },
  'validate-full': {
    prepare: ({ schema }: SchemaInput) => warm(judged(schema).compiled!.full),
    run: ({ value }: ValueInput, validate: ValidateFunction): ValueIssue[] => issuesWith(validate, value),
  },
  'validate-quick': {
    prepare: ({ schema }: SchemaInput) => warm(judged(schema).compiled!.makeQuick()),
    run: ({ value }: ValueInput, validate: ValidateFunction): ValueIssue[] => issuesWith(validate, value),
  },
  'validate-plain': {
    run: ({ schema, value }: ValueInput) => readPlain(schema, dialectOf(schema))?.fits(value),
  },
} satisfies Record<string, JobHandler>;

function judged(schema: unknown): Judged {
  warmUp(dialectOf(schema));
  return judgeOnce(schema);
}

/** A large function is compiled when it is first called. */
function warm(validate: ValidateFunction): ValidateFunction {
  validate(null);
  return validate;
}
