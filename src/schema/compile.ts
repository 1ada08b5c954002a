/** Compiles one JSON Schema under limits and says what is wrong with it. */
import { BudgetExceeded, JobFailed } from '../limits/budget.ts';
import { bounded } from '../limits/patience.ts';
import type { SchemaProblem, SchemaVerdict } from '../model.ts';
import { isLarge, outOfBounds } from './bounds.ts';
import { type Dialect, dialectOf, unsupportedDialect } from './dialect.ts';
import type { Judgement } from './jobs.ts';
import { isLittle } from './light.ts';
import { readPlain } from './plain.ts';
import { COMPILE_MS, plainValidator, validator } from './validator.ts';
import { withAjv } from './with-ajv.ts';

/**
 * Says which dialect `schema` is written in (JSON Schema 2020-12 §8.1.1), what is wrong with it, and how to validate a
 * value against it. Never fetches, logs nothing; a hostile schema costs its budget. A schema that breaks its meta-schema
 * in a way that can be compiled all the same keeps its `validate`. Throws nothing but what `bounded` throws to
 * `patiently`.
 */
export function compileSchema(schema: unknown): SchemaVerdict {
  const dialect = dialectOf(schema);
  const tooBig = outOfBounds(schema);
  if (tooBig) return { dialect, problems: [tooBig] };
  const unsupported = unsupportedDialect(schema);
  if (unsupported !== undefined) return { dialect, problems: [notSupported(unsupported)] };
  const isHeavy = isLarge(schema);
  const plain = isHeavy ? undefined : readPlain(schema, dialect);
  const exactly = (isSlow: boolean) => compileWithAjv(schema, dialect, { isHeavy, isSlow });
  return plain ? { dialect, problems: [], validate: plainValidator(schema, plain, exactly) } : exactly(false);
}

interface Way {
  readonly isHeavy: boolean;
  readonly isSlow: boolean;
}

function compileWithAjv(schema: unknown, dialect: Dialect, { isHeavy, isSlow }: Way): SchemaVerdict {
  const { judgeOnce, warmUp } = withAjv();
  warmUp(dialect);
  const job = { kind: 'compile', input: { schema }, cpuMs: COMPILE_MS };
  try {
    const effort = isHeavy ? 'much' : isLittle(schema) ? 'little' : 'unknown';
    const judged: Judgement = bounded<Judgement>(job, () => judgeOnce(schema, dialect), effort);
    const { problems, compiled, isCompiled = compiled !== undefined } = judged;
    return { dialect, problems, ...(isCompiled ? { validate: validator(schema, compiled, isSlow) } : {}) };
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error;
    return { dialect, problems: [failure(error)] };
  }
}

/** Of a schema in another dialect, no keyword may be judged. */
function notSupported(dialect: string): SchemaProblem {
  const message = `is written in JSON Schema ${dialect}, a dialect that is not supported: it was not checked`;
  return { kind: 'dialect-unsupported', message, where: '/$schema' };
}

function failure(error: JobFailed): SchemaProblem {
  const why =
    error instanceof BudgetExceeded ? `not compiled within ${COMPILE_MS / 1000} s of processor time` : error.message;
  return { kind: 'not-checked', message: `was not checked: ${why.slice(0, 200)}`, where: '' };
}
