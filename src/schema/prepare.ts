/** A copy of a schema without what ajv refuses and JSON Schema allows. */

import { isObject } from '../json/kind.ts';
import { COLLECTIONS } from './keywords.ts';
import { schemaPositions } from './positions.ts';

const PROTO = '__proto__';

/**
 * Drops null collections (reported already, and the rest of the schema still says something) and uses of `nullable`
 * that ajv takes for an error: OpenAPI's keyword means nothing in JSON Schema.
 */
export function prepare(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const copy = structuredClone(schema);
  for (const { schema: part } of schemaPositions(copy)) {
    for (const key of COLLECTIONS) if (part[key] === null) delete part[key];
    if (part['nullable'] !== true || part['type'] === undefined) delete part['nullable'];
    sayProtoAsPattern(part);
  }
  return copy;
}

/** ajv passes over a property of the name `__proto__`, which is one like any other in JSON. */
function sayProtoAsPattern(part: Record<string, unknown>): void {
  const { properties, patternProperties } = part;
  if (!isObject(properties) || !Object.hasOwn(properties, PROTO)) return;
  const patterns = isObject(patternProperties) ? patternProperties : {};
  part['patternProperties'] = { ...patterns, [`^${PROTO}$`]: properties[PROTO] };
  delete properties[PROTO];
}

/** A copy without any `$id`, for schemas whose identifiers clash or are no URIs. */
export function withoutIds(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const copy = structuredClone(schema);
  for (const { schema: part } of schemaPositions(copy)) delete part['$id'];
  return copy;
}
