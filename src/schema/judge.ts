/** All that we say of a schema that is within bounds, in one go: it may take its time, and is run again when it is cut short. */
import type { SchemaProblem } from '../model.ts';
import { build, type Compiled } from './build.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { inspectKeywords } from './keywords.ts';
import { metaProblems } from './meta.ts';
import { prepare } from './prepare.ts';
import { withLocalReferences } from './references.ts';

const MAX_PROBLEMS = 20;

export interface Judged {
  readonly problems: readonly SchemaProblem[];
  /** Absent when the schema cannot be compiled. */
  readonly compiled?: Compiled;
}

/** Pure. Throws RangeError where the schema needs more stack than there is. */
export function judge(schema: unknown, dialect: Dialect = dialectOf(schema)): Judged {
  const seen = inspectKeywords(schema);
  const prepared = prepare(schema);
  const problems = [...seen, ...metaProblems(prepared, dialect, seen)];
  if (seen.some(({ kind }) => kind === 'schema-uncompilable')) return { problems: problems.slice(0, MAX_PROBLEMS) };
  const local = withLocalReferences(prepared, dialect);
  if ('undecided' in local) return { problems: [...problems.slice(0, MAX_PROBLEMS - 1), undecided(local.undecided)] };
  const { problems: found, compiled } = build(local.schema, dialect);
  const known = problems.some(({ kind }) => kind === 'schema-uncompilable');
  const added = found.filter(({ kind }) => !(known && kind === 'schema-uncompilable'));
  return { problems: [...added, ...problems].slice(0, MAX_PROBLEMS), ...(compiled ? { compiled } : {}) };
}

function undecided(where: string): SchemaProblem {
  const message = 'was not checked: where a reference leads depends on the value, which we do not follow';
  return { kind: 'not-checked', message, where };
}
