/** The dialect of JSON Schema that `$schema` names. */
import type { SchemaVerdict } from '../model.ts';
import { isObject } from './object.ts';

export type Dialect = SchemaVerdict['dialect'];

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'json-schema.org/draft-06/schema': 'draft-06',
  'json-schema.org/draft-07/schema': 'draft-07',
  'json-schema.org/draft/2019-09/schema': '2019-09',
  'json-schema.org/draft/2020-12/schema': '2020-12',
};

/** 2020-12 unless `$schema` names another dialect that we know: MCP 2025-11-25, basic, "JSON Schema Usage". */
export function dialectOf(schema: unknown): Dialect {
  const named = isObject(schema) ? schema['$schema'] : undefined;
  if (typeof named !== 'string') return '2020-12';
  const id = named
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/#$/, '');
  return Object.hasOwn(DIALECTS, id) ? DIALECTS[id]! : '2020-12';
}
