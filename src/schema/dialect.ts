/** The dialect of JSON Schema that `$schema` names. */

import { isObject } from '../json/kind.ts';
import type { SchemaVerdict } from '../model.ts';

export type Dialect = SchemaVerdict['dialect'];

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'json-schema.org/draft-06/schema': 'draft-06',
  'json-schema.org/draft-07/schema': 'draft-07',
  'json-schema.org/draft/2019-09/schema': '2019-09',
  'json-schema.org/draft/2020-12/schema': '2020-12',
};

/** Named by older servers, and judged by no host. */
const UNSUPPORTED = /^json-schema\.org\/(draft-0[0-5])\//;

/** 2020-12 unless `$schema` names another dialect that we know: MCP 2025-11-25, basic, "JSON Schema Usage". */
export function dialectOf(schema: unknown): Dialect {
  const id = idOf(schema);
  return Object.hasOwn(DIALECTS, id) ? DIALECTS[id]! : '2020-12';
}

/** The dialect that `$schema` names where it is an official one that we cannot judge. */
export function unsupportedDialect(schema: unknown): string | undefined {
  const id = idOf(schema);
  return id === '' ? undefined : UNSUPPORTED.exec(id)?.[1];
}

/** Without its scheme and an empty fragment; empty where none is named. */
function idOf(schema: unknown): string {
  const named = isObject(schema) ? schema['$schema'] : undefined;
  return typeof named === 'string'
    ? named
        .trim()
        .replace(/^https?:\/\//, '')
        .replace(/#$/, '')
    : '';
}
