/** A tool's schema as the revision of MCP reads it that is spoken. */
import { isObject } from '../json/kind.ts';
import type { SchemaVerdict } from '../model.ts';
import { compileSchema } from './compile.ts';

/** Since then a schema without `$schema` is 2020-12 (SEP-1613); before, MCP said nothing, and generators wrote draft-07. */
const DEFAULT_SINCE = '2025-11-25';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

/** Before there was a default, what is valid in draft-07 only is judged as that: tuples, for example. */
export function compileIn(protocol: string, schema: unknown): SchemaVerdict {
  const verdict = compileSchema(schema);
  const isDecided = protocol >= DEFAULT_SINCE || !isObject(schema) || schema['$schema'] !== undefined;
  if (isDecided || isValid(verdict)) return verdict;
  const older = compileSchema({ ...schema, $schema: DRAFT_07 });
  return isValid(older) ? older : verdict;
}

function isValid({ problems }: SchemaVerdict): boolean {
  return !problems.some(({ kind }) => kind === 'schema-uncompilable');
}
