/** What the dialect's meta-schema says of a schema, one line for each place. */
import type { ErrorObject } from 'ajv';
import type { SchemaProblem } from '../model.ts';
import type { Dialect } from './dialect.ts';
import { metaErrors } from './engine.ts';
import { issueText } from './issues.ts';

const MAX_PLACES = 5;

/** Places that `seen` names already are left out. */
export function metaProblems(schema: unknown, dialect: Dialect, seen: readonly SchemaProblem[]): SchemaProblem[] {
  const places = new Map<string, string>();
  for (const error of metaErrors(schema, dialect)) {
    if (isTolerated(error) || seen.some(({ where }) => where === error.instancePath)) continue;
    if (!places.has(error.instancePath)) places.set(error.instancePath, issueText(error));
  }
  return [...places]
    .filter(([where]) => where !== '' || places.size === 1)
    .slice(0, MAX_PLACES)
    .map(([where, text]) => ({
      kind: 'schema-uncompilable',
      message: `is no valid JSON Schema ${dialect}: ${text}`,
      where,
    }));
}

/** Nobody trips over `$id: "#/properties/x"`, which a well-known generator writes, nor over an empty or repeating enum. */
function isTolerated({ instancePath, keyword }: ErrorObject): boolean {
  if (instancePath.endsWith('/$id')) return keyword === 'pattern';
  return instancePath.endsWith('/enum') && (keyword === 'minItems' || keyword === 'uniqueItems');
}
