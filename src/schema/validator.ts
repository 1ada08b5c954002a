/** Runs a compiled schema on a value under a limit. */
import type { ValidateFunction } from 'ajv';
import { BudgetExceeded, JobFailed } from '../limits/budget.ts';
import { bounded } from '../limits/patience.ts';
import type { SchemaVerdict, ValueIssue } from '../model.ts';
import type { Compiled } from './build.ts';
import { issuesOf } from './issues.ts';
import { isLight, isSmall } from './light.ts';
import type { Plain } from './plain.ts';
import { withAjv } from './with-ajv.ts';

/** Processor time; of schemas at the limits of size the usual take 1 to 3 s, the worst 20 s. */
export const COMPILE_MS = 60_000;
const VALIDATE_MS = 500;
const UNDECIDED = { path: '', isUndecided: true } as const;
/** Where V8 says that the stack is at its end. */
const NO_STACK = /call stack/;

type Validate = NonNullable<SchemaVerdict['validate']>;

/**
 * A function that names up to 20 issues of a value; none means valid. `full` collects all errors; where that takes too
 * long, `makeQuick` (compiled on first need) is asked for the first error only. Without `compiled`, which was made on
 * the judging thread then, that thread is asked. `isSlow`: it is known already that the other takes too long. Only `true`
 * counts as valid.
 */
export function validator(schema: unknown, compiled: Compiled | undefined, isSlow = false): Validate {
  let quick: ValidateFunction | undefined;
  const here = () => compiled ?? withAjv().judgeOnce(schema).compiled!;
  const ways = {
    full: () => here().full,
    quick: () => (quick ??= here().makeQuick()),
  };
  const ask = (way: keyof typeof ways, value: unknown): ValueIssue[] => {
    const limits = { cpuMs: VALIDATE_MS, prepareMs: compiled ? 0 : COMPILE_MS };
    const job = { kind: `validate-${way}`, input: { schema, value }, ...limits };
    return bounded(job, () => issuesWith(ways[way](), value), compiled ? 'unknown' : 'much');
  };
  let needsLimit: boolean | undefined;
  return (value) => {
    needsLimit ??= !isLight(schema);
    // A limit costs a thread of its own, for each value anew.
    const issues = compiled && !needsLimit && isSmall(value) ? lightIssues(compiled, value) : undefined;
    try {
      return issues ?? (isSlow ? undefined : orNone(() => ask('full', value))) ?? ask('quick', value);
    } catch (error) {
      return [failed(error)];
    }
  };
}

/**
 * The same for a plain schema. `compile` is asked where a value does not fit, or where that is not for us to say: each time
 * anew, since how many jobs are asked for must not depend on what was asked before (limits/patience.ts).
 */
export function plainValidator(
  schema: unknown,
  { fits, needsGuard }: Plain,
  compile: (isSlow: boolean) => SchemaVerdict,
): Validate {
  const ask = needsGuard ? (value: unknown) => guarded(schema, value, fits) : fits;
  return (value) => {
    const answer = ask(value);
    if (answer === true) return [];
    const { validate, problems } = compile(answer === 'slow');
    return validate?.(value) ?? [{ ...UNDECIDED, message: `could not be validated: it ${problems[0]?.message}` }];
  };
}

/** `slow` where it is not known in time. */
function guarded(schema: unknown, value: unknown, fits: Plain['fits']): boolean | 'slow' | undefined {
  const job = { kind: 'validate-plain', input: { schema, value }, cpuMs: VALIDATE_MS };
  try {
    return bounded(job, () => fits(value));
  } catch (error) {
    if (error instanceof BudgetExceeded) return 'slow';
    if (error instanceof JobFailed) return undefined;
    throw error;
  }
}

/** Undefined where ajv throws, which is told as any other failure: it compares what has a `toString` of its own by that. */
function lightIssues({ full }: Compiled, value: unknown): ValueIssue[] | undefined {
  try {
    return issuesWith(full, value);
  } catch {
    return undefined;
  }
}

/** ajv's errors as issues; none where it says `true`. */
export function issuesWith(validate: ValidateFunction, value: unknown): ValueIssue[] {
  if (validate(value) === true) return [];
  const issues = issuesOf(validate.errors ?? []);
  return issues.length > 0 ? issues : [{ path: '', message: 'does not fit the schema' }];
}

/** Undefined for what is out of its budget. */
function orNone<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof BudgetExceeded) return undefined;
    throw error;
  }
}

function failed(error: unknown): ValueIssue {
  if (!(error instanceof JobFailed)) throw error;
  if (error instanceof BudgetExceeded) {
    return { ...UNDECIDED, message: `could not be validated within ${VALIDATE_MS} ms of processor time` };
  }
  const why = NO_STACK.test(error.message) ? 'the schema recurses without end' : error.message;
  return { ...UNDECIDED, message: `could not be validated: ${why}` };
}
