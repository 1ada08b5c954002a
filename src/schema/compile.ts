/** Compiles one JSON Schema under limits and says what is wrong with it. */
import { BudgetExceeded, withinBudget } from '../limits/budget.ts';
import type { SchemaProblem, SchemaVerdict } from '../model.ts';
import { outOfBounds } from './bounds.ts';
import { build } from './build.ts';
import { dialectOf } from './dialect.ts';
import { warmUp } from './engine.ts';
import { inspectKeywords } from './keywords.ts';
import { metaProblems } from './meta.ts';
import { prepare } from './prepare.ts';

const COMPILE_BUDGET_MS = 1000;
const MAX_PROBLEMS = 20;

/**
 * Says which dialect `schema` is written in (JSON Schema 2020-12 §8.1.1), what is wrong with it, and how to validate a
 * value against it. Never throws, never fetches, logs nothing; a hostile schema costs its budget. A schema that breaks
 * its meta-schema in a way that can be compiled all the same keeps its `validate`.
 */
export function compileSchema(schema: unknown): SchemaVerdict {
  const dialect = dialectOf(schema);
  const tooBig = outOfBounds(schema);
  if (tooBig) return { dialect, problems: [tooBig] };
  warmUp(dialect);
  try {
    return withinBudget(COMPILE_BUDGET_MS, () => verdictOn(schema, dialect));
  } catch (error) {
    return { dialect, problems: [failure(error)] };
  }
}

function verdictOn(schema: unknown, dialect: SchemaVerdict['dialect']): SchemaVerdict {
  const seen = inspectKeywords(schema);
  const prepared = prepare(schema);
  const problems = [...seen, ...metaProblems(prepared, dialect, seen)];
  if (seen.some(({ kind }) => kind === 'schema-uncompilable'))
    return { dialect, problems: problems.slice(0, MAX_PROBLEMS) };
  const built = build(prepared, dialect);
  const known = problems.some(({ kind }) => kind === 'schema-uncompilable');
  const added = built.problems.filter(({ kind }) => !(known && kind === 'schema-uncompilable'));
  const all = [...added, ...problems].slice(0, MAX_PROBLEMS);
  return { dialect, problems: all, ...(built.validate ? { validate: built.validate } : {}) };
}

function failure(error: unknown): SchemaProblem {
  if (error instanceof BudgetExceeded) {
    return { kind: 'schema-too-big', message: `cannot be compiled within ${COMPILE_BUDGET_MS} ms`, where: '' };
  }
  const message = `cannot be compiled: ${error instanceof Error ? error.message : String(error)}`;
  return { kind: 'schema-uncompilable', message: message.slice(0, 300), where: '' };
}
