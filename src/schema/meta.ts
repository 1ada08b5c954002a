/** What the dialect's meta-schema says of a schema, one line for each place. */
import type { ErrorObject } from 'ajv';
import type { SchemaProblem } from '../model.ts';
import type { Dialect } from './dialect.ts';
import { metaErrors } from './engine.ts';
import { issueText } from './issues.ts';
import { schemaPositions } from './positions.ts';

const MAX_PLACES = 5;

/** Places that `seen` names already are left out. */
export function metaProblems(schema: unknown, dialect: Dialect, seen: readonly SchemaProblem[]): SchemaProblem[] {
  const places = new Map<string, ErrorObject[]>();
  for (const error of metaErrors(withoutTolerated(schema), dialect)) {
    if (seen.some(({ where }) => where === error.instancePath)) continue;
    places.set(error.instancePath, [...(places.get(error.instancePath) ?? []), error]);
  }
  const paths = [...places.keys()];
  const problems: SchemaProblem[] = [];
  for (const [where, errors] of places) {
    if (problems.length === MAX_PLACES) break;
    if (isEcho(where, errors, paths)) continue;
    const message = `is no valid JSON Schema ${dialect}: ${issueText(errors[0]!)}`;
    problems.push({ kind: 'schema-uncompilable', message, where });
  }
  return problems;
}

/** Where a schema or a list of them may stand, what is wrong inside the one is told of the place as well. */
function isEcho(where: string, errors: readonly ErrorObject[], paths: readonly string[]): boolean {
  if (where === '') return paths.length > 1;
  const isOfAlternatives = errors.some(({ keyword }) => keyword === 'anyOf');
  return isOfAlternatives && paths.some((path) => path.startsWith(`${where}/`));
}

/**
 * A copy without what nobody trips over: `$id: "#/properties/x"`, which a well-known generator writes, and an `enum` that is
 * empty or repeats itself.
 */
function withoutTolerated(schema: unknown): unknown {
  const copy = structuredClone(schema);
  for (const { schema: part } of schemaPositions(copy)) {
    if (typeof part['$id'] === 'string') delete part['$id'];
    if (Array.isArray(part['enum'])) delete part['enum'];
  }
  return copy;
}
